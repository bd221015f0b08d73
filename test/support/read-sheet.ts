import PizZip from 'pizzip';

export interface ReadSheet {
  /** What stands above the head: title, who and when, filters, what is masked. */
  marks: string[];
  head: string[];
  rows: (string | number | null)[][];
  /** The sheet as it is written, to see that nothing in it is a formula. */
  xml: string;
}

const MARKS = 4;

/** The one sheet of an exported list. */
export function readSheet(bytes: Buffer): ReadSheet {
  const zip = new PizZip(bytes);
  const shared = [...(zip.file('xl/sharedStrings.xml')?.asText() ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(
    ([, si]) => textOf(si!),
  );
  const xml = zip.file('xl/worksheets/sheet1.xml')!.asText();
  const lines = [...xml.matchAll(/<row\b[^>]*?(?:\/>|>([\s\S]*?)<\/row>)/g)].map(([, row]) => {
    const cells: (string | number | null)[] = [];
    for (const [, attributes, inner = ''] of (row ?? '').matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const value = /<v>([\s\S]*?)<\/v>/.exec(inner)?.[1];
      const kind = /\bt="(\w+)"/.exec(attributes!)?.[1];
      cells[columnOf(/\br="([A-Z]+)/.exec(attributes!)![1]!)] =
        kind === 's'
          ? shared[Number(value)]!
          : kind === 'inlineStr'
            ? textOf(inner)
            : value === undefined
              ? null
              : Number(value);
    }
    return Array.from(cells, (cell) => cell ?? null);
  });
  const [head = []] = lines.slice(MARKS);
  const rows = lines.slice(MARKS + 1).map((row) => Array.from(head, (_, index) => row[index] ?? null));
  return { marks: lines.slice(0, MARKS).map(([text]) => String(text)), head: head.map(String), rows, xml };
}

const textOf = (xml: string) =>
  [...xml.matchAll(/<t\b[^>]*>([\s\S]*?)<\/t>/g)].map(([, text]) => unescape(text!)).join('');
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescape = (text: string) => text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!);
const columnOf = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
