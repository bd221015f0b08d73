import {
  documentKinds,
  documentRules,
  documentTags,
  MOST_ROWS,
  sampleFacts,
  severityTitles,
} from '@fundwatch/domain/documents';
import PizZip from 'pizzip';
import { describe, expect, test } from 'vitest';
import { wordsLocale } from '../../web/src/platform/i18n/words-locale.js';
import { docxText, pdfFonts, pdfText } from '../support/read-papers.js';
import { breakLines } from '../../application/src/documents/break-lines.js';
import { checkTemplate } from '../../application/src/documents/check-template.js';
import { readDeliveredTemplate } from '../../application/src/documents/delivered-templates.js';
import { renderDocument } from '../../application/src/documents/render-document.js';

const at = '2026-10-20T02:00:00.000Z';
/** The words of the pages one after another: without their numbers, and the heading of a table that goes on only once. */
const runOn = (text: string) =>
  withoutSpaces(text.replace(/— \d+ —/g, '')).replace(/(?<=序号对象事项月份金额情况.*)序号对象事项月份金额情况/g, '');
const withoutSpaces = (text: string) => text.replace(/\s/g, '');
const render = async (kind: (typeof documentKinds)[number], facts = sampleFacts(kind), template?: Buffer) =>
  renderDocument(kind, template ?? (await readDeliveredTemplate(kind)), facts, at);
/** A template as an office changes it: its document's XML, rewritten. */
const edited = async (
  kind: (typeof documentKinds)[number],
  change: (xml: string) => string,
  also?: (zip: PizZip) => void,
) => {
  const zip = new PizZip(await readDeliveredTemplate(kind));
  zip.file('word/document.xml', change(zip.file('word/document.xml')!.asText()));
  also?.(zip);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }) as Buffer;
};
const problemOf = (template: Buffer, kind: (typeof documentKinds)[number] = 'alert_letter') =>
  checkTemplate(kind, template).then(
    () => null,
    (error: { details: unknown }) => error.details,
  );

describe('each kind of paper', { timeout: 60_000 }, () => {
  test.each(documentKinds)('%s is filled from its delivered template, without a tag left', async (kind) => {
    const { docx } = await render(kind);
    const text = docxText(docx);
    expect(text).toContain('示例〔2026〕1号');
    expect(text).toContain('示例市社会保险基金监督机构');
    expect(text).toContain('仅作程序参照');
    expect(text).not.toMatch(/[{}]|undefined|null/);
    for (const { name, row } of documentTags(kind)) if (row === null) expect(name).not.toBe('');
  });
  test.each(documentKinds.filter((kind) => documentRules[kind].formats.includes('pdf')))(
    '%s says the same as PDF, with its Chinese glyphs embedded as a subset',
    async (kind) => {
      const { docx, pdf } = await render(kind);
      const { text, pages } = await pdfText(pdf!);
      expect(runOn(text)).toBe(withoutSpaces(docxText(docx)));
      expect(pages).toBeGreaterThan(0);
      const fonts = await pdfFonts(pdf!);
      expect(fonts.length).toBeGreaterThan(0);
      for (const font of fonts)
        expect(font).toMatchObject({ embedded: true, name: expect.stringMatching(/^[A-Z]{6}\+NotoSerifSC/) });
      expect(pdf!.length).toBeLessThan(200_000);
    },
  );
  test('the delivered templates pass the check that an office’s have to pass', async () => {
    for (const kind of documentKinds) expect(await problemOf(await readDeliveredTemplate(kind), kind), kind).toBeNull();
  });
  test('the same facts give the same PDF', async () => {
    expect((await render('inspection_notice')).pdf).toEqual((await render('inspection_notice')).pdf);
  });
});

describe('a letter', { timeout: 60_000 }, () => {
  test('cites the lapsed measures with their validity', async () => {
    const { text } = await pdfText((await render('alert_letter')).pdf!);
    expect(runOn(text)).toContain(
      '《天津市社会保险基金网络监督实施办法》第十二条：核查并确定预警信息问题类型，将核查结果于接收预警信息一月内反馈（自2015年8月1日施行，2020年7月31日废止，仅作程序参照）。',
    );
  });
  test('of many hits goes over several pages, repeats the heading of its table, and loses no row', async () => {
    const facts = sampleFacts('alert_letter');
    const hits = Array.from({ length: MOST_ROWS }, (_, index) => ({ ...facts.hits[0]!, hitKey: `PAY-${index + 100}` }));
    const { text, pages } = await pdfText((await render('alert_letter', { ...facts, hits })).pdf!);
    expect(pages).toBeGreaterThan(2);
    expect(text.match(/序号/g)!.length).toBeGreaterThan(1);
    for (const { hitKey } of hits) expect(text).toContain(hitKey);
  });
  test('keeps what somebody typed as text, whatever it looks like', async () => {
    const facts = sampleFacts('alert_letter');
    const summary = '<w:p/> & {文号} "引号" \u0007结束';
    const { docx, pdf } = await render('alert_letter', { ...facts, alert: { ...facts.alert!, summary } });
    expect(docxText(docx)).toContain('<w:p/> & {文号} "引号" 结束');
    expect(withoutSpaces((await pdfText(pdf!)).text)).toContain('<w:p/>&{文号}"引号"结束');
  });
  test('shows a character that the font lacks as 〓 instead of nothing', async () => {
    const facts = sampleFacts('inspection_notice');
    const inspection = { ...facts.inspection!, leaders: ['\u{2B820}某'] };
    const { docx, pdf } = await render('inspection_notice', { ...facts, inspection });
    expect(docxText(docx)).toContain('\u{2B820}某');
    expect((await pdfText(pdf!)).text).toContain('〓某');
  });
});

describe('the place for signature and seal', { timeout: 120_000 }, () => {
  test('never stands on a page without words of the letter, however long that is', async () => {
    const facts = sampleFacts('supervise_order');
    for (let lines = 1; lines <= 22; lines += 3) {
      const openText = Array.from({ length: lines }, (_, index) => `事由之${index + 1}。`).join('\n');
      const branch = { ...facts.branch!, details: { ...facts.branch!.details, openText } };
      const { text } = await pdfText((await render('supervise_order', { ...facts, branch })).pdf!);
      expect(text.split('\n').at(-1), `${lines} lines`).toMatch(/施行.*特此通知。/);
    }
  });
  test.each([
    'alert_letter',
    'consultation_letter',
    'field_check_report',
    'major_matter_report',
    'annual_summary',
  ] as const)('of %s holds the paragraph before it, for whoever opens the .docx', async (kind) => {
    const paragraphs = new PizZip((await render(kind)).docx).file('word/document.xml')!.asText().split('</w:p>');
    const last = paragraphs.findIndex((one) => one.includes('<w:pStyle w:val="Last"/>'));
    expect(paragraphs[last - 1]).toContain('施行');
    expect(paragraphs[last - 1]).toContain('<w:pStyle w:val="Body"/><w:keepNext/>');
  });
  test('has its label in whole words, how it is signed on a line of its own', async () => {
    for (const kind of ['answer_form', 'rectification_form', 'consultation_opinion'] as const) {
      const xml = new PizZip((await render(kind)).docx).file('word/document.xml')!.asText();
      // Six characters are what the label's cell of 1700 twips holds at 12 points.
      for (const [, text] of xml.matchAll(/<w:pStyle w:val="CellHead"\/>(?:(?!<\/w:p>).)*<w:t[^>]*>([^<]*)</g))
        expect([...text!].length, text).toBeLessThanOrEqual(6);
    }
  });
});

describe('a template that an office edited', { timeout: 60_000 }, () => {
  test('gives its own words in both formats', async () => {
    const template = await edited('alert_letter', (xml) =>
      xml.replace('请按要求核查并反馈。', '请按要求核查并反馈，联系电话{预警编号}转八。'),
    );
    expect(await problemOf(template)).toBeNull();
    const { docx, pdf } = await render('alert_letter', sampleFacts('alert_letter'), template);
    expect(docxText(docx)).toContain('联系电话示例2026-000001转八。');
    expect(withoutSpaces((await pdfText(pdf!)).text)).toContain('联系电话示例2026-000001转八。');
  });
  test('may have its tags split over runs, as Word writes them', async () => {
    const template = await edited('closure_slip', (xml) =>
      xml.replace('{预警编号}', '{预警</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>编号}'),
    );
    expect(await problemOf(template, 'closure_slip')).toBeNull();
    expect(docxText((await render('closure_slip', sampleFacts('closure_slip'), template)).docx)).toContain(
      '示例2026-000001',
    );
  });
  test.each([
    [
      'a tag of another kind',
      (xml: string) => xml.replace('{签收期限}', '{审批人}'),
      { problem: 'tag_unknown', names: ['审批人'] },
    ],
    ['a tag that is not closed', (xml: string) => xml.replace('{签收期限}', '{签收期限'), { problem: 'tag_broken' }],
    ['no number', (xml: string) => xml.replace('{文号}', ''), { problem: 'tag_missing', names: ['文号'] }],
    [
      'a list that is not one',
      (xml: string) => xml.replace('{签收期限}', '{#签收期限}{对象}{/签收期限}'),
      { problem: 'tag_unknown' },
    ],
    [
      'a picture, which the PDF would leave out',
      (xml: string) => xml.replace('<w:r>', '<w:r><w:drawing/></w:r><w:r>'),
      { problem: 'not_in_pdf', names: ['图片或图形'] },
    ],
  ])('is refused with %s', async (_, change, problem) => {
    expect(await problemOf(await edited('alert_letter', change))).toMatchObject(problem);
  });
  test.each([
    ['macros', (zip: PizZip) => zip.file('word/vbaProject.bin', 'x'), 'has_macros'],
    ['an embedded object', (zip: PizZip) => zip.file('word/embeddings/oleObject1.bin', 'x'), 'has_embedded_objects'],
    [
      'a link to a file elsewhere',
      (zip: PizZip) =>
        zip.file(
          'word/_rels/settings.xml.rels',
          '<Relationships><Relationship TargetMode="External" Target="http://x"/></Relationships>',
        ),
      'has_outside_links',
    ],
    ['an entity', (zip: PizZip) => zip.file('word/comments.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a/>'), 'not_docx'],
    [
      'what unpacks to more than a paper holds',
      (zip: PizZip) => zip.file('word/media/a.bin', Buffer.alloc(40_000_000)),
      'too_large',
    ],
  ])('is refused with %s', async (_, add, problem) => {
    const template = await edited('closure_slip', (xml) => xml, add);
    expect(await problemOf(template, 'closure_slip')).toMatchObject({ problem });
  });
  test('is refused when it is no document at all', async () => {
    expect(await problemOf(Buffer.from('%PDF-1.7'))).toMatchObject({ problem: 'not_docx' });
    expect(await problemOf(new PizZip().file('a.txt', 'x').generate({ type: 'nodebuffer' }) as Buffer)).toMatchObject({
      problem: 'not_docx',
    });
  });
});

test('a paper names the severities as the screens do', () => {
  expect(severityTitles).toEqual(wordsLocale.zh.severity);
});

describe('breaking lines', () => {
  const paragraph = (text: string) => ({
    kind: 'paragraph' as const,
    align: 'both' as const,
    left: 0,
    right: 0,
    firstLine: 0,
    before: 0,
    after: 0,
    line: { exact: 20 },
    keepNext: false,
    newPage: false,
    borderTop: null,
    borderBottom: null,
    runs: [{ text, size: 10, bold: false, color: '#000000' }],
  });
  const linesOf = (text: string, width: number) =>
    breakLines(paragraph(text), width, (unit, size) => [...unit].length * size).map(({ pieces }) =>
      pieces.map((piece) => piece.text).join(''),
    );
  test('no line begins with a closing mark or ends with an opening one', () => {
    expect(linesOf('一二三四，五', 40)).toEqual(['一二三', '四，五']);
    expect(linesOf('一二三《四》五', 40)).toEqual(['一二三', '《四》五']);
  });
  test('a number stays whole unless it is longer than a line', () => {
    expect(linesOf('金额8412.00元', 70)).toEqual(['金额', '8412.00', '元'].slice(0, 2).concat('元'));
    expect(linesOf('1234567890', 40)).toEqual(['1234', '5678', '90']);
  });
  test('every character is on some line, once', () => {
    const text = '根据《办法》（试行），核查、反馈“结果”；见附件1。'.repeat(5);
    for (const width of [20, 55, 100, 333]) expect(linesOf(text, width).join('')).toBe(text);
  });
});
