import { DOMParser, type Element as XmlElement } from '@xmldom/xmldom';
import type PizZip from 'pizzip';

/** Lengths in points. */
export interface PaperRun {
  text: string;
  size: number;
  bold: boolean;
  color: string;
}
export interface PaperParagraph {
  kind: 'paragraph';
  align: 'left' | 'center' | 'right' | 'both';
  left: number;
  right: number;
  firstLine: number;
  before: number;
  after: number;
  /** Distance of lines, exact; or a multiple of the font's own. */
  line: { exact: number } | { times: number };
  keepNext: boolean;
  newPage: boolean;
  borderTop: PaperBorder | null;
  borderBottom: PaperBorder | null;
  runs: PaperRun[];
}
export interface PaperBorder {
  width: number;
  color: string;
}
export interface PaperCell {
  width: number;
  middle: boolean;
  paragraphs: PaperParagraph[];
}
export interface PaperTable {
  kind: 'table';
  bordered: boolean;
  rows: { heading: boolean; cells: PaperCell[] }[];
}
export type PaperBlock = PaperParagraph | PaperTable;
export interface Paper {
  page: { width: number; height: number; top: number; right: number; bottom: number; left: number };
  blocks: PaperBlock[];
}

/** What a .docx may hold that the PDF cannot show; a template with one of these would give two papers that differ. */
const undrawable: readonly [tag: string, word: string][] = [
  ['w:drawing', '图片或图形'],
  ['w:pict', '图片或图形'],
  ['w:object', '嵌入对象'],
  ['w:numPr', '自动编号'],
  ['w:vMerge', '纵向合并的单元格'],
  ['w:footnoteReference', '脚注'],
  ['w:endnoteReference', '尾注'],
  ['w:fldSimple', '域'],
  ['w:instrText', '域'],
  ['w:ins', '修订标记'],
  ['w:del', '修订标记'],
  ['w:cols', '分栏'],
];

/** The names of what the PDF of this document would leave out; none when it shows all. */
export function findUndrawable(zip: PizZip): string[] {
  const document = parse(zip, 'word/document.xml')!;
  const found = undrawable.filter(([tag]) =>
    [...document.getElementsByTagName(tag)].some(
      (one) => tag !== 'w:cols' || Number(one.getAttribute('w:num') ?? 1) > 1,
    ),
  );
  const names = found.map(([, word]) => word);
  for (const name of Object.keys(zip.files)) {
    if (!/^word\/(header|footer)\d*\.xml$/.test(name)) continue;
    const text = [...parse(zip, name)!.getElementsByTagName('w:t')].map((one) => one.textContent ?? '').join('');
    if (/[^\s\d—–\-－第页共/]/.test(text)) names.push('页眉页脚文字');
  }
  return [...new Set(names)];
}

/** Reads a filled document as what is to be drawn: the PDF is the same paper, whatever an office changed in its template. */
export function readDocx(zip: PizZip): Paper {
  const styles = readStyles(parse(zip, 'word/styles.xml'));
  const body = parse(zip, 'word/document.xml')!.getElementsByTagName('w:body').item(0)!;
  const blocks: PaperBlock[] = [];
  for (const element of blockElements(body))
    if (element.tagName === 'w:p') blocks.push(paragraphOf(element, styles));
    else blocks.push(tableOf(element, styles));
  return { page: pageOf(body), blocks };
}

function parse(zip: PizZip, name: string) {
  const file = zip.file(name);
  return file ? new DOMParser().parseFromString(file.asText(), 'text/xml') : null;
}

const childrenOf = (element: XmlElement | null | undefined): XmlElement[] =>
  element ? ([...element.childNodes].filter((node) => node.nodeType === 1) as unknown as XmlElement[]) : [];
const child = (element: XmlElement | null | undefined, name: string): XmlElement | undefined =>
  childrenOf(element).find(({ tagName }) => tagName === name);
const value = (element: XmlElement | null | undefined, name = 'w:val'): string | null =>
  element?.getAttribute(name) || null;
const twips = (text: string | null): number | null => (text === null || text === '' ? null : Number(text) / 20);

/** Paragraphs and tables, also those inside content controls. */
function blockElements(parent: XmlElement): XmlElement[] {
  return childrenOf(parent).flatMap((element) => {
    if (element.tagName === 'w:p' || element.tagName === 'w:tbl') return [element];
    if (element.tagName === 'w:sdt') return blockElements(child(element, 'w:sdtContent') ?? element);
    return [];
  });
}

interface Style {
  basedOn: string | null;
  paragraph: XmlElement | undefined;
  run: XmlElement | undefined;
}
interface Styles {
  byId: ReadonlyMap<string, Style>;
  normal: string | null;
  paragraph: XmlElement | undefined;
  run: XmlElement | undefined;
}

function readStyles(document: ReturnType<typeof parse>): Styles {
  const root = document?.documentElement as XmlElement | null | undefined;
  const defaults = child(root, 'w:docDefaults');
  const elements = childrenOf(root).filter(
    ({ tagName, getAttribute }) => tagName === 'w:style' && typeof getAttribute === 'function',
  );
  const ofParagraphs = elements.filter((one) => one.getAttribute('w:type') === 'paragraph');
  return {
    byId: new Map(
      elements.map((one) => [
        one.getAttribute('w:styleId') ?? '',
        { basedOn: value(child(one, 'w:basedOn')), paragraph: child(one, 'w:pPr'), run: child(one, 'w:rPr') },
      ]),
    ),
    normal: ofParagraphs.find((one) => one.getAttribute('w:default') === '1')?.getAttribute('w:styleId') ?? null,
    paragraph: child(child(defaults, 'w:pPrDefault'), 'w:pPr'),
    run: child(child(defaults, 'w:rPrDefault'), 'w:rPr'),
  };
}

/** The nearest last: the paragraph's own properties come before its style's, those before the defaults. */
function chainOf(styles: Styles, id: string | null): Style[] {
  const chain: Style[] = [];
  const seen = new Set<string>();
  for (let next = id ?? styles.normal; next && !seen.has(next);) {
    seen.add(next);
    const style = styles.byId.get(next);
    if (!style) break;
    chain.unshift(style);
    next = style.basedOn;
  }
  return chain;
}

/** The last of these properties that says something. */
function said<T>(sources: readonly (XmlElement | undefined)[], read: (source: XmlElement) => T | null): T | null {
  for (const source of [...sources].reverse()) {
    const found = source ? read(source) : null;
    if (found !== null) return found;
  }
  return null;
}
const isOn = (element: XmlElement | undefined): boolean | null =>
  element ? !['0', 'false', 'off', 'none'].includes(element.getAttribute('w:val') ?? '1') : null;

const aligns: Readonly<Record<string, PaperParagraph['align']>> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'both',
  distribute: 'both',
};

function paragraphOf(element: XmlElement, styles: Styles): PaperParagraph {
  const own = child(element, 'w:pPr');
  const chain = chainOf(styles, value(child(own, 'w:pStyle')));
  const sources = [styles.paragraph, ...chain.map(({ paragraph }) => paragraph), own];
  const runs = [styles.run, ...chain.map(({ run }) => run)];
  const of = (tag: string, name = 'w:val') => said(sources, (source) => value(child(source, tag), name));
  const size = Number(said(runs, (source) => value(child(source, 'w:sz'))) ?? 21) / 2;
  /** Indents in characters go before those in twips, as Word has it. */
  const indent = (name: string) => {
    const characters = of('w:ind', `${name}Chars`);
    if (characters && Number(characters) !== 0) return (Number(characters) / 100) * size;
    return twips(of('w:ind', name)) ?? 0;
  };
  const hanging = indent('w:hanging');
  const rule = of('w:spacing', 'w:lineRule');
  const line = Number(of('w:spacing', 'w:line') ?? 240);
  const border = (side: string): PaperBorder | null =>
    said(sources, (source) => {
      const found = child(child(source, 'w:pBdr'), side);
      if (!found || ['none', 'nil'].includes(found.getAttribute('w:val') ?? '')) return null;
      return { width: Number(found.getAttribute('w:sz') ?? 4) / 8, color: colorOf(found.getAttribute('w:color')) };
    });
  return {
    kind: 'paragraph',
    align: aligns[of('w:jc') ?? 'left'] ?? 'left',
    left: Math.max(indent('w:left') || indent('w:start'), 0),
    right: Math.max(indent('w:right') || indent('w:end'), 0),
    firstLine: hanging > 0 ? -hanging : indent('w:firstLine'),
    before: twips(of('w:spacing', 'w:before')) ?? 0,
    after: twips(of('w:spacing', 'w:after')) ?? 0,
    line: rule === 'exact' || rule === 'atLeast' ? { exact: line / 20 } : { times: line / 240 },
    keepNext: said(sources, (source) => isOn(child(source, 'w:keepNext'))) ?? false,
    newPage: said(sources, (source) => isOn(child(source, 'w:pageBreakBefore'))) ?? false,
    borderTop: border('w:top'),
    borderBottom: border('w:bottom'),
    runs: runElements(element).map((one) => runOf(one, runs, styles)),
  };
}

/** Runs of text, also those inside links, content controls and smart tags. */
function runElements(parent: XmlElement): XmlElement[] {
  return childrenOf(parent).flatMap((element) => {
    if (element.tagName === 'w:r') return [element];
    return ['w:hyperlink', 'w:sdt', 'w:sdtContent', 'w:smartTag', 'w:ins'].includes(element.tagName)
      ? runElements(element)
      : [];
  });
}

/** Faces of titles and headings; ours has one upright serif and its bold. */
const boldFaces = /小标宋|黑体|SimHei|Heiti/i;

function runOf(element: XmlElement, inherited: readonly (XmlElement | undefined)[], styles: Styles): PaperRun {
  const own = child(element, 'w:rPr');
  const named = chainOf(styles, value(child(own, 'w:rStyle')) ?? '');
  const sources = [...inherited, ...named.map(({ run }) => run), own];
  const face = said(sources, (source) => value(child(source, 'w:rFonts'), 'w:eastAsia')) ?? '';
  return {
    text: childrenOf(element).map(textOf).join(''),
    size: Number(said(sources, (source) => value(child(source, 'w:sz'))) ?? 21) / 2,
    bold: boldFaces.test(face) || (said(sources, (source) => isOn(child(source, 'w:b'))) ?? false),
    color: colorOf(said(sources, (source) => value(child(source, 'w:color')))),
  };
}

function textOf(element: XmlElement): string {
  switch (element.tagName) {
    case 'w:t':
      return element.textContent ?? '';
    case 'w:tab':
      return '\u3000\u3000';
    case 'w:br':
      return element.getAttribute('w:type') === 'page' ? '\f' : '\n';
    case 'w:noBreakHyphen':
      return '-';
    default:
      return '';
  }
}

function colorOf(text: string | null): string {
  return text && /^[0-9a-f]{6}$/i.test(text) ? `#${text}` : '#000000';
}

function tableOf(element: XmlElement, styles: Styles): PaperTable {
  const grid = childrenOf(child(element, 'w:tblGrid')).map((column) => twips(column.getAttribute('w:w')) ?? 0);
  const borders = childrenOf(child(child(element, 'w:tblPr'), 'w:tblBorders'));
  const styled = child(child(element, 'w:tblPr'), 'w:tblStyle') !== undefined;
  const rows = childrenOf(element).filter(({ tagName }) => tagName === 'w:tr');
  return {
    kind: 'table',
    bordered: styled || borders.some((side) => !['none', 'nil'].includes(side.getAttribute('w:val') ?? '')),
    rows: rows.map((row) => {
      let column = 0;
      const cells = childrenOf(row)
        .filter(({ tagName }) => tagName === 'w:tc')
        .map((cell): PaperCell => {
          const own = child(cell, 'w:tcPr');
          const span = Number(value(child(own, 'w:gridSpan')) ?? 1);
          const ofGrid = grid.slice(column, column + span).reduce((sum, width) => sum + width, 0);
          column += span;
          return {
            width: ofGrid || (twips(value(child(own, 'w:tcW'), 'w:w')) ?? 60),
            middle: value(child(own, 'w:vAlign')) === 'center',
            paragraphs: blockElements(cell).flatMap((one) =>
              one.tagName === 'w:p'
                ? [paragraphOf(one, styles)]
                : // A table within a cell is read line by line.
                  tableOf(one, styles).rows.flatMap(({ cells: inner }) =>
                    inner.flatMap(({ paragraphs }) => paragraphs),
                  ),
            ),
          };
        });
      return { heading: isOn(child(child(row, 'w:trPr'), 'w:tblHeader')) ?? false, cells };
    }),
  };
}

function pageOf(body: XmlElement): Paper['page'] {
  const section = childrenOf(body).findLast(({ tagName }) => tagName === 'w:sectPr');
  const size = child(section, 'w:pgSz');
  const margin = child(section, 'w:pgMar');
  const of = (element: XmlElement | undefined, name: string, otherwise: number) =>
    twips(value(element, name)) ?? otherwise;
  return {
    width: of(size, 'w:w', 595.3),
    height: of(size, 'w:h', 841.9),
    top: of(margin, 'w:top', 105),
    right: of(margin, 'w:right', 74),
    bottom: of(margin, 'w:bottom', 99),
    left: of(margin, 'w:left', 79),
  };
}
