/** How a delivery stands: one glyph each, the same on the board and in lists, never colour alone. */
export const arrivalGlyphs = {
  refused: '!',
  waiting: '·',
  received: '○',
  late: '✓ʟ',
  on_time: '✓',
  not_expected: '–',
} as const;
export type ArrivalGlyph = keyof typeof arrivalGlyphs;
