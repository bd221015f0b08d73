import { describe, expect, it } from 'vitest';
import { readThrift, writeThrift, type ThriftStruct } from './compact-thrift.js';

const everyType: ThriftStruct = {
  fields: [
    { id: 1, type: 1, value: true },
    { id: 2, type: 2, value: false },
    { id: 3, type: 3, value: 200 },
    { id: 4, type: 5, value: -3n },
    { id: 40, type: 6, value: -(2n ** 63n) },
    { id: 41, type: 6, value: 2n ** 63n - 1n },
    { id: 2, type: 4, value: 300n },
    { id: 50, type: 7, value: Buffer.from('12345678') },
    { id: 51, type: 8, value: Buffer.from('王') },
    { id: 52, type: 9, value: { itemType: 6, items: Array.from({ length: 40 }, (_, i) => BigInt(i * i)) } },
    { id: 53, type: 10, value: { itemType: 1, items: [true, false, true] } },
    { id: 54, type: 11, value: { keyType: 8, valueType: 5, entries: [[Buffer.from('a'), 1n]] } },
    { id: 55, type: 11, value: { keyType: 0, valueType: 0, entries: [] } },
    { id: 56, type: 12, value: { fields: [{ id: 1, type: 9, value: { itemType: 12, items: [{ fields: [] }] } }] } },
  ],
};

describe('the footer of a Parquet file', () => {
  it('reads back as it was written, field by field', () => {
    expect(readThrift(writeThrift(everyType))).toEqual(everyType);
  });

  it('that ends too early, or is something else, is told so', () => {
    const bytes = writeThrift(everyType);
    expect(() => readThrift(bytes.subarray(0, bytes.length - 2))).toThrow('too early');
    expect(() => readThrift(Buffer.from([0x1f]))).toThrow('unknown Thrift type 15');
  });
});
