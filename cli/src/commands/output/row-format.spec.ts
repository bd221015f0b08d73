import { describe, expect, it } from 'vitest';
import { cellsOf } from './terminal-text.js';
import { createRowWriter, type Row } from './row-format.js';

const columns = ['number', 'subject', 'hits', 'amount', 'evidence'];
const rows: Row[] = [
  { number: '津预2026-000001', subject: 'P1', hits: 2, amount: '1200.00', evidence: { name: '张*', paid: null } },
  { number: 'x', subject: 'a,"b"\nc', hits: 10, amount: null, evidence: { name: '李"四"' }, more: 'not shown' },
];

describe('rows as JSON lines', () => {
  it('have exactly the columns as keys, in their order, and null for what is missing', () => {
    const lines = createRowWriter('jsonl', columns)
      .page([...rows, {}])
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object))).toEqual([columns, columns, columns]);
    expect(JSON.parse(lines[1]!)).toEqual({
      number: 'x',
      subject: 'a,"b"\nc',
      hits: 10,
      amount: null,
      evidence: { name: '李"四"' },
    });
    expect(Object.values(JSON.parse(lines[2]!) as object)).toEqual([null, null, null, null, null]);
  });
});

describe('rows as CSV', () => {
  it('have a header and quotes where commas, quotes or line breaks need them', () => {
    const writer = createRowWriter('csv', columns);
    expect(writer.head() + writer.page(rows)).toBe(
      'number,subject,hits,amount,evidence\n' +
        '津预2026-000001,P1,2,1200.00,"{""name"":""张*"",""paid"":null}"\n' +
        'x,"a,""b""\nc",10,,"{""name"":""李\\""四\\""""}"\n',
    );
  });

  it('guard what a spreadsheet would take for a formula, and leave plain numbers alone', () => {
    const writer = createRowWriter('csv', ['name', 'amount']);
    expect(writer.page([{ name: '=HYPERLINK("http://x")', amount: '-12.50' }])).toBe(
      '"\'=HYPERLINK(""http://x"")",-12.50\n',
    );
  });

  it('have their header also when there are no rows', () => {
    const writer = createRowWriter('csv', ['a', 'b']);
    expect(writer.head() + writer.page([])).toBe('a,b\n');
  });
});

describe('rows as a table', () => {
  it('are aligned in terminal cells, also with Chinese characters', () => {
    const [head, first, second] = createRowWriter('table', columns).page(rows).split('\n');
    const startOf = (line: string, text: string) => cellsOf(line.slice(0, line.indexOf(text)));
    expect(startOf(first!, 'P1')).toBe(startOf(head!, 'subject'));
    expect(startOf(second!, 'a,')).toBe(startOf(head!, 'subject'));
    expect(startOf(first!, 'name=')).toBe(startOf(head!, 'evidence'));
    expect(startOf(second!, 'name=')).toBe(startOf(head!, 'evidence'));
    expect(first).not.toContain('paid');
  });

  it('keep one header over several pages', () => {
    const writer = createRowWriter('table', ['subject']);
    expect(writer.page([{ subject: 'P1' }]) + writer.page([{ subject: 'P2' }])).toBe('subject\nP1\nP2\n');
  });
});
