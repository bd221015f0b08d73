import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import PdfFile from 'pdfkit';
import { breakLines, type Measure, type PaperLine } from './break-lines.js';
import type { Paper, PaperBlock, PaperParagraph, PaperTable } from './read-docx.js';

export interface PdfTitles {
  title: string;
  author: string;
  /** Instant of the paper's making; the same paper is the same file. */
  at: string;
}

type Pdf = InstanceType<typeof PdfFile>;
type Font = { hasGlyphForCodePoint(code: number): boolean };
const faces = { regular: 'Regular', bold: 'Bold' } as const;
/** 〓 stands for a character that the font lacks, as printers do it. */
const MISSING = '〓';
const CELL_PADDING = 5;

let fonts: Promise<{ regular: Buffer; bold: Buffer }> | undefined;
/** Noto Serif SC (OFL 1.1), from the packages that the product is installed with. */
function readFonts() {
  const { resolve } = createRequire(import.meta.url);
  const read = (name: string) => readFile(resolve(`@expo-google-fonts/noto-serif-sc/${name}`));
  fonts ??= Promise.all([read('400Regular/NotoSerifSC_400Regular.ttf'), read('700Bold/NotoSerifSC_700Bold.ttf')]).then(
    ([regular, bold]) => ({ regular, bold }),
  );
  return fonts;
}

/** Draws a paper as PDF with the glyphs that it uses embedded, and its pages numbered. */
export async function drawPdf(paper: Paper, { title, author, at }: PdfTitles): Promise<Buffer> {
  const { regular, bold } = await readFonts();
  const { page } = paper;
  const pdf = new PdfFile({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: title, Author: author, Creator: 'Fundwatch', Producer: 'Fundwatch', CreationDate: new Date(at) },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont(faces.regular, regular);
  pdf.registerFont(faces.bold, bold);
  const drawing = new PaperDrawing(pdf, paper);
  drawing.draw();
  drawing.numberPages();
  pdf.end();
  return done;
}

/** Where the next line goes, and how it gets there. */
class PaperDrawing {
  private y = 0;
  private readonly widths = new Map<string, number>();
  private readonly room: number;

  constructor(
    private readonly pdf: Pdf,
    private readonly paper: Paper,
  ) {
    const { width, left, right } = paper.page;
    this.room = width - left - right;
  }

  draw(): void {
    this.newPage();
    this.paper.blocks.forEach((block, index) => {
      if (block.kind === 'table') this.table(block);
      else this.paragraph(block, this.paper.blocks.slice(index + 1));
    });
  }

  /** `— 1 —` below the text, as GB/T 9704 has it. */
  numberPages(): void {
    const { page } = this.paper;
    const { start, count } = this.pdf.bufferedPageRange();
    for (let index = start; index < start + count; index += 1) {
      this.pdf.switchToPage(index);
      const text = `— ${index + 1} —`;
      const width = this.measure(text, 14, false);
      const y = page.height - page.bottom + 20;
      // Odd pages carry it on the right, even pages on the left, one character in.
      const x = index % 2 === 0 ? page.width - page.right - width - 14 : page.left + 14;
      this.text(text, x, y, 14, false, '#000000');
    }
  }

  private get bottom(): number {
    return this.paper.page.height - this.paper.page.bottom;
  }
  private get pageRoom(): number {
    return this.bottom - this.paper.page.top;
  }

  private newPage(): void {
    this.pdf.addPage();
    this.y = this.paper.page.top;
  }

  private readonly measure: Measure = (text, size, bold) => {
    let width = 0;
    // Units are short words; single characters repeat so often that each is measured once.
    const key = `${bold ? 'b' : 'r'}${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) width = known;
    else {
      this.pdf.font(bold ? faces.bold : faces.regular).fontSize(100);
      width = this.pdf.widthOfString(this.drawable(text, bold)) / 100;
      this.widths.set(key, width);
    }
    return width * size;
  };

  private drawable(text: string, bold: boolean): string {
    this.pdf.font(bold ? faces.bold : faces.regular);
    const { font } = (this.pdf as unknown as { _font: { font: Font } })._font;
    return [...text].map((one) => (font.hasGlyphForCodePoint(one.codePointAt(0)!) ? one : MISSING)).join('');
  }

  private text(text: string, x: number, y: number, size: number, bold: boolean, color: string, stretch = 0): void {
    const drawn = this.drawable(text, bold);
    this.pdf.fontSize(size).fillColor(color);
    // y is the line's baseline: above it stand 0.88 of a Chinese character.
    this.pdf.text(drawn, x, y, { lineBreak: false, baseline: 'alphabetic', characterSpacing: stretch });
  }

  private paragraph(paragraph: PaperParagraph, rest: readonly PaperBlock[]): void {
    const lines = breakLines(paragraph, this.room, this.measure);
    const height = lines.reduce((sum, line) => sum + line.height, 0);
    const { page } = this.paper;
    if (this.y > page.top) this.y += paragraph.before;
    // A heading, and the place for signature and seal, stay with what follows.
    const together = paragraph.keepNext ? height + this.heightOfNext(rest) : 0;
    if (together > 0 && together < this.pageRoom && this.y + together > this.bottom) this.newPage();
    if (paragraph.borderTop) this.rule(paragraph.borderTop, this.y);
    for (const line of lines) {
      if ((line.newPage && this.y > page.top) || this.y + line.height > this.bottom + 0.5) this.newPage();
      this.line(line, paragraph, page.left, this.room, this.y);
      this.y += line.height;
    }
    if (paragraph.borderBottom) this.rule(paragraph.borderBottom, this.y);
    this.y += paragraph.after;
  }

  private heightOfNext([next, ...rest]: readonly PaperBlock[]): number {
    if (!next) return 0;
    if (next.kind === 'table') return this.rowHeight(next.rows[0]!.cells.map((cell) => this.cellLines(cell))) * 2;
    const lines = breakLines(next, this.room, this.measure);
    if (!next.keepNext) return next.before + (lines[0]?.height ?? 0);
    const height = lines.reduce((sum, line) => sum + line.height, 0);
    return next.before + height + next.after + this.heightOfNext(rest);
  }

  private rule({ width, color }: { width: number; color: string }, y: number): void {
    const { page } = this.paper;
    this.pdf
      .moveTo(page.left, y)
      .lineTo(page.width - page.right, y)
      .lineWidth(width)
      .strokeColor(color)
      .stroke();
  }

  private line(line: PaperLine, paragraph: PaperParagraph, left: number, width: number, y: number): void {
    const room = width - paragraph.left - paragraph.right - line.indent;
    const spare = room - line.width;
    const starts = { left: 0, both: 0, center: spare / 2, right: spare }[paragraph.align];
    let x = left + paragraph.left + line.indent + Math.max(starts, 0);
    const characters = line.pieces.reduce((sum, { text }) => sum + [...text].length, 0);
    const stretched = paragraph.align === 'both' && !line.last && characters > 1 && spare > 0;
    // Never more than a sixth of a character: a line that a long word left short stays short.
    const stretch = stretched ? Math.min(spare / (characters - 1), (line.pieces[0]?.size ?? 16) / 6) : 0;
    const size = Math.max(...line.pieces.map((piece) => piece.size), 0);
    const baseline = y + line.height / 2 + size * 0.36;
    for (const piece of line.pieces) {
      this.text(piece.text, x, baseline, piece.size, piece.bold, piece.color, stretch);
      x += piece.width + stretch * [...piece.text].length;
    }
  }

  private cellLines({ width, paragraphs }: PaperTable['rows'][number]['cells'][number]) {
    const inner = Math.max(width - 2 * CELL_PADDING, 12);
    return paragraphs.flatMap((paragraph) =>
      breakLines(paragraph, inner, this.measure).map((line) => ({ line, paragraph, inner })),
    );
  }
  private rowHeight(cells: readonly (readonly { line: PaperLine }[])[]): number {
    return (
      Math.max(...cells.map((lines) => lines.reduce((sum, { line }) => sum + line.height, 0)), 12) + 2 * CELL_PADDING
    );
  }

  private table({ rows, bordered }: PaperTable): void {
    const heading = rows.filter((row) => row.heading);
    for (const row of rows) {
      let left = row.cells.map((cell) => this.cellLines(cell));
      const whole = this.rowHeight(left);
      if (this.y + whole > this.bottom && whole < this.pageRoom) this.nextTablePage(heading, row, bordered);
      // A row longer than a page goes on over the next ones.
      while (left.some((lines) => lines.length > 0) || left.length === 0) {
        const space = this.bottom - this.y - 2 * CELL_PADDING;
        const now = left.map((lines) => lines.slice(0, fittingLines(lines, space)));
        if (now.every((lines) => lines.length === 0) && left.some((lines) => lines.length > 0)) {
          this.nextTablePage(heading, row, bordered);
          continue;
        }
        this.row(row, now, bordered);
        left = left.map((lines, index) => lines.slice(now[index]!.length));
        if (!left.some((lines) => lines.length > 0)) break;
        this.nextTablePage(heading, row, bordered);
      }
    }
    this.y += 4;
  }

  private nextTablePage(heading: PaperTable['rows'], row: PaperTable['rows'][number], bordered: boolean): void {
    this.newPage();
    if (!row.heading)
      for (const one of heading)
        this.row(
          one,
          one.cells.map((cell) => this.cellLines(cell)),
          bordered,
        );
  }

  private row(
    { cells }: PaperTable['rows'][number],
    lines: readonly { line: PaperLine; paragraph: PaperParagraph; inner: number }[][],
    bordered: boolean,
  ): void {
    const height = this.rowHeight(lines);
    const width = cells.reduce((sum, cell) => sum + cell.width, 0);
    let x = this.paper.page.left + (this.room - width) / 2;
    cells.forEach((cell, index) => {
      if (bordered) this.pdf.rect(x, this.y, cell.width, height).lineWidth(0.5).strokeColor('#000000').stroke();
      const own = lines[index]!.reduce((sum, { line }) => sum + line.height, 0);
      let y = this.y + (cell.middle ? (height - own) / 2 : CELL_PADDING);
      for (const { line, paragraph, inner } of lines[index]!) {
        this.line(line, paragraph, x + CELL_PADDING, inner, y);
        y += line.height;
      }
      x += cell.width;
    });
    this.y += height;
  }
}

function fittingLines(lines: readonly { line: PaperLine }[], space: number): number {
  let taken = 0;
  let count = 0;
  for (const { line } of lines) {
    if (taken + line.height > space) break;
    taken += line.height;
    count += 1;
  }
  return count;
}
