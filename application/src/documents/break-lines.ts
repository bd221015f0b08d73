import type { PaperParagraph, PaperRun } from './read-docx.js';

/** A piece of a line that is drawn at once. */
export interface LinePiece extends Omit<PaperRun, 'text'> {
  text: string;
  width: number;
}
export interface PaperLine {
  pieces: LinePiece[];
  width: number;
  /** Starts at this distance from the paragraph's left edge. */
  indent: number;
  height: number;
  /** The last of its paragraph, or broken by hand: not stretched. */
  last: boolean;
  newPage: boolean;
}

export type Measure = (text: string, size: number, bold: boolean) => number;

/** 避头尾: what no line begins or ends with. */
const neverFirst = /^[，。、；：？！）》」』】〕〉”’％…—·,.;:?!)\]}%]/u;
const neverLast = /[（《「『【〔〈“‘([{〔]$/u;
/** A word of letters and figures stays together up to a hyphen; every other character stands for itself. */
const units = /[A-Za-z0-9][A-Za-z0-9.,:%/_@+]*-*|\n|\f|./gsu;

interface Unit extends Omit<PaperRun, 'text'> {
  text: string;
  width: number;
}

/** The font's own distance of lines, as a multiple of its size. */
const NATURAL_LINE = 1.45;

/** A paragraph as lines of at most `width` points. */
export function breakLines(paragraph: PaperParagraph, width: number, measure: Measure): PaperLine[] {
  const room = width - paragraph.left - paragraph.right;
  const all = paragraph.runs.flatMap(({ text, ...look }) =>
    (text.match(units) ?? []).flatMap((unit) => fitting(unit, look, room, measure)),
  );
  const lines: PaperLine[] = [];
  let line: Unit[] = [];
  let taken = 0;
  let newPage = paragraph.newPage;
  const indentNow = () => (lines.length === 0 ? paragraph.firstLine : 0);
  const close = (last: boolean) => {
    lines.push({
      pieces: joined(line),
      width: taken,
      indent: indentNow(),
      height: heightOf(paragraph, line),
      last,
      newPage,
    });
    line = [];
    taken = 0;
    newPage = false;
  };
  for (const unit of all) {
    if (unit.text === '\n' || unit.text === '\f') {
      close(true);
      newPage = unit.text === '\f';
      continue;
    }
    if (line.length > 0 && taken + unit.width > room - indentNow() + 0.01) {
      const carried = carriedOver(line, unit.text);
      taken -= carried.reduce((sum, one) => sum + one.width, 0);
      close(false);
      line = carried;
      taken = carried.reduce((sum, one) => sum + one.width, 0);
      // A space that ended the line before begins none.
      if (line.length === 0 && unit.text === ' ') continue;
    }
    line.push(unit);
    taken += unit.width;
  }
  close(true);
  return lines;
}

/** Takes units back from a line's end until neither its end nor the next line's beginning breaks the rule. */
function carriedOver(line: Unit[], next: string): Unit[] {
  const carried: Unit[] = [];
  let first = next;
  while (line.length > 1 && (neverFirst.test(first) || neverLast.test(line.at(-1)!.text)) && carried.length < 4) {
    const taken = line.pop()!;
    carried.unshift(taken);
    first = taken.text;
  }
  return carried;
}

function fitting(text: string, look: Omit<PaperRun, 'text'>, room: number, measure: Measure): Unit[] {
  const width = text === '\n' || text === '\f' ? 0 : measure(text, look.size, look.bold);
  if (width <= room || [...text].length === 1) return [{ ...look, text, width }];
  return [...text].map((one) => ({ ...look, text: one, width: measure(one, look.size, look.bold) }));
}

function joined(line: readonly Unit[]): LinePiece[] {
  const pieces: LinePiece[] = [];
  for (const unit of line) {
    const before = pieces.at(-1);
    if (before && before.size === unit.size && before.bold === unit.bold && before.color === unit.color) {
      before.text += unit.text;
      before.width += unit.width;
    } else pieces.push({ ...unit });
  }
  return pieces;
}

function heightOf({ line, runs }: PaperParagraph, units: readonly Unit[]): number {
  if ('exact' in line) return line.exact;
  const sizes = (units.length > 0 ? units : runs).map(({ size }) => size);
  return Math.max(...sizes, 10.5) * NATURAL_LINE * line.times;
}
