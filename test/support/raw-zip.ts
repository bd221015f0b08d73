import { crc32 as nodeCrc32, deflateRawSync, constants } from 'node:zlib';

/** One entry of a zip, with whatever its headers say. */
export interface RawEntry {
  /** Written as it is, also where no zip tool would. */
  name: string | Buffer;
  content?: Buffer;
  /** The bytes in the zip; default the content, deflated. */
  packed?: Buffer;
  /** What the headers say of the size; default the content's length. */
  declaredSize?: number;
  /** Unix mode, such as 0o120777 for a symbolic link. */
  mode?: number;
  /** General purpose bits; 1 = encrypted. */
  flags?: number;
  /** The entry's local header lies at this entry's place in the list instead of its own. */
  sharesBytesOf?: number;
  zip64?: boolean;
}

/** A zip with exactly these entries, in this order. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const offsets: number[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [i, entry] of entries.entries()) {
    const name = Buffer.from(entry.name as string);
    const { content = Buffer.alloc(0), mode = 0o100644, flags = 0x800 } = entry;
    const packed = entry.packed ?? deflateRawSync(content);
    const size = entry.declaredSize ?? content.length;
    const wide = entry.zip64 || size > 0xfffffffe;
    const shared = entry.sharesBytesOf;
    offsets[i] = shared === undefined ? at : offsets[shared]!;
    const extra = wide ? zip64Extra(size, packed.length, offsets[i]!) : Buffer.alloc(0);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(wide ? 45 : 20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(0x5c210000, 6);
    fields.writeUInt32LE(nodeCrc32 ? nodeCrc32(content) : 0, 10);
    fields.writeUInt32LE(wide ? 0xffffffff : packed.length, 14);
    fields.writeUInt32LE(wide ? 0xffffffff : size, 18);
    fields.writeUInt16LE(name.length, 22);
    fields.writeUInt16LE(extra.length, 24);
    if (shared === undefined) {
      const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, extra, packed]);
      parts.push(local);
      at += local.length;
    }
    const end = Buffer.alloc(14);
    end.writeUInt32LE((mode << 16) >>> 0, 6);
    end.writeUInt32LE(wide ? 0xffffffff : offsets[i]!, 10);
    const madeBy = Buffer.from([wide ? 45 : 20, 3]);
    central.push(Buffer.from('PK\x01\x02', 'latin1'), madeBy, fields, end, name, extra);
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  const many = entries.length >= 0xffff ? zip64End(entries.length, directory.length, at) : Buffer.alloc(0);
  return Buffer.concat([...parts, directory, many, end]);
}

/** Deflated zeros (or another byte) of any size, without ever making them: one piece after another, then the end. */
export function deflatedZeros(bytes: number, byte = 0): Buffer {
  const piece = 16 * 1024 * 1024;
  const flushed = deflateRawSync(Buffer.alloc(piece, byte), { finishFlush: constants.Z_FULL_FLUSH });
  const last = Buffer.from([0x03, 0x00]);
  return Buffer.concat([...Array.from({ length: Math.ceil(bytes / piece) }, () => flushed), last]);
}

/** The same as a gzip file; its check sums are those of nothing, and come after everything else. */
export function gzippedZeros(bytes: number, before: Buffer, byte = 0): Buffer {
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  const start = deflateRawSync(before, { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([head, start, deflatedZeros(bytes, byte), Buffer.alloc(8)]);
}

function zip64Extra(size: number, packed: number, offset: number): Buffer {
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(packed), 12);
  extra.writeBigUInt64LE(BigInt(offset), 20);
  return extra;
}

function zip64End(entries: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(56);
  end.write('PK\x06\x06', 'latin1');
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(entries), 24);
  end.writeBigUInt64LE(BigInt(entries), 32);
  end.writeBigUInt64LE(BigInt(length), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end, locator]);
}
