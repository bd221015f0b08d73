/**
 * Thrift's compact protocol, as far as the footer of a Parquet file needs it: a tree of fields that is written back as
 * it was read, whatever fields a later version of the format adds.
 */
export type ThriftValue = boolean | number | bigint | Buffer | ThriftList | ThriftMap | ThriftStruct;

export interface ThriftStruct {
  fields: ThriftField[];
}

export interface ThriftField {
  id: number;
  type: number;
  value: ThriftValue;
}

export interface ThriftList {
  itemType: number;
  items: ThriftValue[];
}

interface ThriftMap {
  keyType: number;
  valueType: number;
  entries: [ThriftValue, ThriftValue][];
}

const BOOLEAN_TRUE = 1;
const BOOLEAN_FALSE = 2;
const BYTE = 3;
const I16 = 4;
const I32 = 5;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const SET = 10;
const MAP = 11;
const STRUCT = 12;

/** Reads one struct from the front of the bytes. @throws Error on what is no compact Thrift */
export function readThrift(bytes: Buffer): ThriftStruct {
  return new Reader(bytes).struct();
}

/** The bytes of one struct. */
export function writeThrift(struct: ThriftStruct): Buffer {
  const writer = new Writer();
  writer.struct(struct);
  return writer.bytes();
}

class Reader {
  #at = 0;

  constructor(readonly source: Buffer) {}

  struct(): ThriftStruct {
    const fields: ThriftField[] = [];
    for (let id = 0; ;) {
      const head = this.#byte();
      const type = head & 15;
      if (type === 0) return { fields };
      id = head >>> 4 === 0 ? Number(this.#zigzag()) : id + (head >>> 4);
      const isBoolean = type === BOOLEAN_TRUE || type === BOOLEAN_FALSE;
      fields.push({ id, type, value: isBoolean ? type === BOOLEAN_TRUE : this.#value(type) });
    }
  }

  #value(type: number): ThriftValue {
    switch (type) {
      case BOOLEAN_TRUE:
      case BOOLEAN_FALSE:
        return this.#byte() === BOOLEAN_TRUE;
      case BYTE:
        return this.#byte();
      case I16:
      case I32:
      case I64:
        return this.#zigzag();
      case DOUBLE:
        return this.#take(8);
      case BINARY:
        return this.#take(Number(this.#varint()));
      case LIST:
      case SET:
        return this.#list();
      case MAP:
        return this.#map();
      case STRUCT:
        return this.struct();
      default:
        throw new Error(`unknown Thrift type ${type}`);
    }
  }

  #list(): ThriftList {
    const head = this.#byte();
    const size = head >>> 4 === 15 ? Number(this.#varint()) : head >>> 4;
    const itemType = head & 15;
    return { itemType, items: Array.from({ length: size }, () => this.#value(itemType)) };
  }

  #map(): ThriftMap {
    const size = Number(this.#varint());
    if (size === 0) return { keyType: 0, valueType: 0, entries: [] };
    const types = this.#byte();
    const [keyType, valueType] = [types >>> 4, types & 15];
    const entries = Array.from({ length: size }, (): [ThriftValue, ThriftValue] => [
      this.#value(keyType),
      this.#value(valueType),
    ]);
    return { keyType, valueType, entries };
  }

  #byte(): number {
    return this.#take(1)[0]!;
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.source.length) throw new Error('the Thrift bytes end too early');
    const taken = this.source.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  #varint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  #zigzag(): bigint {
    const value = this.#varint();
    return value & 1n ? -(value >> 1n) - 1n : value >> 1n;
  }
}

class Writer {
  readonly #parts: Buffer[] = [];

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  struct({ fields }: ThriftStruct): void {
    let last = 0;
    for (const { id, type, value } of fields) {
      const written = typeof value === 'boolean' ? (value ? BOOLEAN_TRUE : BOOLEAN_FALSE) : type;
      const delta = id - last;
      if (delta > 0 && delta < 16) this.#byte((delta << 4) | written);
      else {
        this.#byte(written);
        this.#zigzag(BigInt(id));
      }
      if (typeof value !== 'boolean') this.#value(type, value);
      last = id;
    }
    this.#byte(0);
  }

  #value(type: number, value: ThriftValue): void {
    if (typeof value === 'boolean') this.#byte(value ? BOOLEAN_TRUE : BOOLEAN_FALSE);
    else if (typeof value === 'number') this.#byte(value);
    else if (typeof value === 'bigint') this.#zigzag(value);
    else if (Buffer.isBuffer(value)) {
      if (type === BINARY) this.#varint(BigInt(value.length));
      this.#parts.push(value);
    } else if ('fields' in value) this.struct(value);
    else if ('items' in value) this.#list(value);
    else this.#map(value);
  }

  #list({ itemType, items }: ThriftList): void {
    this.#byte((Math.min(items.length, 15) << 4) | itemType);
    if (items.length >= 15) this.#varint(BigInt(items.length));
    for (const item of items) this.#value(itemType, item);
  }

  #map({ keyType, valueType, entries }: ThriftMap): void {
    this.#varint(BigInt(entries.length));
    if (entries.length > 0) this.#byte((keyType << 4) | valueType);
    for (const [key, value] of entries) {
      this.#value(keyType, key);
      this.#value(valueType, value);
    }
  }

  #byte(byte: number): void {
    this.#parts.push(Buffer.from([byte]));
  }

  #varint(value: bigint): void {
    const bytes: number[] = [];
    let rest = value;
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
    this.#parts.push(Buffer.from([...bytes, Number(rest)]));
  }

  #zigzag(value: bigint): void {
    this.#varint(value < 0n ? -value * 2n - 1n : value * 2n);
  }
}
