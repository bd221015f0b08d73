import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvScanner, type FormFault } from './csv-scanner.js';

function scan(bytes: Buffer, chunk = bytes.length || 1, encoding: 'utf-8' | 'gb18030' = 'utf-8', exact = false) {
  const faults: [number, FormFault['kind']][] = [];
  const scanner = new CsvScanner({
    encoding,
    maxRecordBytes: 1000,
    exact,
    onFault: (record, fault) => faults.push([record, fault.kind]),
  });
  const out: Buffer[] = [];
  for (let i = 0; i < bytes.length; i += chunk) out.push(...scanner.push(bytes.subarray(i, i + chunk)));
  out.push(...scanner.end());
  return { text: Buffer.concat(out).toString(), faults: faults.sort((a, b) => a[0] - b[0]), result: scanner.result };
}
const scanText = (text: string, chunk?: number) => scan(Buffer.from(text), chunk);
const scanExactly = (text: string, chunk?: number) => scan(Buffer.from(text), chunk, 'utf-8', true);

describe('a CSV file', () => {
  it('gives its records without the header, with LF line ends, whether or not the last line is closed', () => {
    for (const text of ['a,b\r\n1,2\r\n3,4\r\n', 'a,b\n1,2\n3,4', '\uFEFFa,b\n1,2\r\n3,4\n']) {
      const { text: found, faults, result } = scanText(text);
      expect(found).toBe('1,2\n3,4\n');
      expect(faults).toEqual([]);
      expect(result).toMatchObject({ records: 2, header: ['a', 'b'] });
    }
  });

  it('may quote anything, also line ends and quotes', () => {
    const { text, faults, result } = scanText('"a","b"\n"1\r\n2","x""y"\n,""\n');
    expect(text).toBe('"1\r\n2","x""y"\n,""\n');
    expect(faults).toEqual([]);
    expect(result).toMatchObject({ records: 2, header: ['a', 'b'], sawNewlineInQuotes: true });
  });

  it('leaves out every malformed record, and only those', () => {
    const lines = ['a,b', '1,2', '1', '1,2,3', '', 'x"y,2', '"x"y,2', ' "x",2', 'x\ry,2', 'x\0,2', '3,4', '"open,5'];
    const { text, faults, result } = scanText(lines.join('\n'));
    expect(text).toBe('1,2\n3,4\n');
    expect(faults).toEqual([
      [2, 'fields'],
      [3, 'fields'],
      [4, 'fields'],
      [5, 'quote_in_text'],
      [6, 'text_after_quote'],
      [7, 'quote_in_text'],
      [8, 'bare_cr'],
      [9, 'nul'],
      [11, 'quote_open'],
    ]);
    expect(result).toMatchObject({
      records: 11,
      faulty: 9,
      gaps: [
        { first: 2, count: 8 },
        { first: 11, count: 1 },
      ],
    });
  });

  it('tells which records are not in its encoding', () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0xff]), Buffer.from('\n3,王\n')]);
    expect(scan(bytes)).toMatchObject({ text: '3,王\n', faults: [[1, 'encoding']] });
    const gb = Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0xcd, 0xf5]), Buffer.from('\n3,\xcd\n', 'latin1')]);
    expect(scan(gb, 3, 'gb18030')).toMatchObject({ text: '1,王\n', faults: [[2, 'encoding']] });
  });

  it('is given up at a record beyond the limit, without keeping the rest in memory', () => {
    const { faults, result } = scanText(`a,b\n1,2\n1,${'x'.repeat(5000)}\n3,4\n`, 64);
    expect(faults).toEqual([[2, 'too_long']]);
    expect(result.stopped).toBe(true);
  });

  it('that is empty has no header', () => {
    expect(scanText('').result).toMatchObject({ records: 0, header: null });
    expect(scanText('\n').result).toMatchObject({ records: 0, header: null });
  });

  const piece = fc.constantFrom('a', '王', ',', ',', '"', '""', '\n', '\n', '\r\n', '\r', ' ', '\0', '1.5');
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => `a,b\n${pieces.join('')}`);

  it('is read the same however it is cut into chunks', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (sent, chunk) => {
        expect(scanExactly(sent, chunk)).toEqual(scanExactly(sent));
      }),
    );
  });

  it('is read with the same faults when plain records are counted together, but for a short and a long one', () => {
    const plainPiece = fc.constantFrom('a', '王', ',', 'a,b\n', 'a,b\n', '1,2\n', '\n', ' ', '"a\nb"', '\0');
    const sent = fc.array(plainPiece, { maxLength: 80 }).map((pieces) => `a,b\n${pieces.join('')}`);
    let equal = 0;
    fc.assert(
      fc.property(sent, fc.integer({ min: 1, max: 200 }), (text, chunk) => {
        const together = scanText(text, chunk);
        const exact = scanExactly(text);
        const missed = exact.faults.filter(([record]) => !together.faults.some(([other]) => other === record));
        // What the count lets pass has as many fields too few as too many.
        expect(new Set(missed.map(([, kind]) => kind))).toEqual(new Set(missed.length > 0 ? ['fields'] : []));
        expect(missed.length).not.toBe(1);
        if (missed.length > 0) return;
        equal++;
        expect(together).toEqual(exact);
      }),
      { numRuns: 500 },
    );
    expect(equal).toBeGreaterThan(100);
  });

  it('whose records are short and long by turns is passed on only where the reader refuses short records', () => {
    const { faults, result } = scanText('a,b\n1,2\n1\n1,2,3\n');
    expect(faults).toEqual([]);
    expect(result.records).toBe(3);
    expect(scanExactly('a,b\n1,2\n1\n1,2,3\n').faults).toEqual([
      [2, 'fields'],
      [3, 'fields'],
    ]);
  });
});
