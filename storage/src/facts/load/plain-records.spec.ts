import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBreaks, readPlainRecords } from './plain-records.js';

const read = (text: string, maxRecordBytes = 100) => readPlainRecords(Buffer.from(text), 2, maxRecordBytes);

describe('records without anything special', () => {
  it('are taken up to the last line end', () => {
    expect(read('1,2\n3,4\n5,')).toEqual({ length: 8, records: 2, sawSpace: false });
    expect(read('1, 2\n')).toMatchObject({ sawSpace: true });
    expect(read('王,2\n')).toMatchObject({ records: 1 });
  });

  it.each([
    ['a quote', '1,"2"\n'],
    ['a carriage return', '1,2\r\n'],
    ['a NUL', '1,\0\n'],
    ['a blank line', '1,2\n\n3,4\n'],
    ['a blank first line', '\n3,4\n'],
    ['a field too few', '1,2\n3\n'],
    ['a field too many', '1,2\n3,4,5\n'],
    ['no line end', '1,2'],
    ['nothing', ''],
  ])('are those without %s', (_what, text) => {
    expect(read(text)).toBeNull();
  });

  it('are those of at most the permitted length, wherever they stand', () => {
    const short = '1,2\n';
    const long = (bytes: number) => `1,${'x'.repeat(bytes - 2)}\n`;
    expect(read(short + long(100) + short)).toMatchObject({ records: 3 });
    expect(read(long(101) + short)).toBeNull();
    expect(read(short + long(101) + short)).toBeNull();
    expect(read(short.repeat(100) + long(101))).toBeNull();
  });
});

describe('commas and line ends', () => {
  it('are counted at any place, of any bytes', () => {
    const byte = fc.oneof(fc.constantFrom(0x0a, 0x2c, 0x0b, 0x2d, 0x8a, 0xac, 0x00, 0x80, 0xff), fc.nat(255));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 3000 }), fc.nat(7), (bytes, from) => {
        const block = new Uint8Array([...Array.from({ length: from }, () => 0x2c), ...bytes]).subarray(from);
        expect(countBreaks(block)).toEqual({
          commas: bytes.filter((one) => one === 0x2c).length,
          lines: bytes.filter((one) => one === 0x0a).length,
        });
      }),
    );
    // More than one round of the tallies.
    const many = Buffer.alloc(10_001, ',');
    expect(countBreaks(many)).toEqual({ commas: 10_001, lines: 0 });
  });
});
