import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { readThrift, writeThrift, type ThriftList, type ThriftStruct, type ThriftValue } from './compact-thrift.js';

const magic = Buffer.from('PAR1');

// Numbers of the fields in parquet.thrift.
const fileMetaData = { rows: 3, rowGroups: 4 };
const rowGroup = { columns: 1, fileOffset: 5, ordinal: 7 };
const columnChunk = { fileOffset: 2, metaData: 3, offsetIndexOffset: 4, columnIndexOffset: 6 };
const columnMetaData = { dataPageOffset: 9, indexPageOffset: 10, dictionaryPageOffset: 11, bloomFilterOffset: 14 };

/**
 * Joins Parquet files of one schema into one, row group by row group, without reading a value: the bodies follow one
 * another, and one footer tells where each part now lies. Gives the sha256 and the size of the joined file. A single
 * file is copied as it is.
 */
export async function joinParquet(parts: readonly string[], path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const out = await open(path, 'wx', 0o600);
  try {
    let position = 0;
    let written: Promise<unknown> = Promise.resolve();
    const write = async (bytes: Buffer) => {
      const at = position;
      position += bytes.length;
      hash.update(bytes);
      await written;
      written = writeWhole(out, bytes, at);
      // Awaited with the next piece or at the end.
      written.catch(() => {});
    };
    await write(magic);
    let joined: ThriftStruct | null = null;
    for (const part of parts) {
      const { footer, bodyEnd } = await readFooter(part);
      shiftOffsets(footer, BigInt(position - magic.length));
      joined = joined ? appendRowGroups(joined, footer) : footer;
      const body = createReadStream(part, { start: magic.length, end: bodyEnd - 1, highWaterMark: 1024 * 1024 });
      for await (const chunk of body) await write(chunk as Buffer);
    }
    const footer = writeThrift(joined!);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    await write(Buffer.concat([footer, length, magic]));
    await written;
    return { sha256: hash.digest('hex'), bytes: position };
  } finally {
    await out.close();
  }
}

async function writeWhole(out: FileHandle, bytes: Buffer, at: number): Promise<void> {
  const { bytesWritten } = await out.write(bytes, 0, bytes.length, at);
  if (bytesWritten !== bytes.length) throw new Error(`${bytesWritten} of ${bytes.length} bytes could be written`);
}

async function readFooter(path: string): Promise<{ footer: ThriftStruct; bodyEnd: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(8);
    await file.read(tail, 0, 8, size - 8);
    if (!tail.subarray(4).equals(magic)) throw new Error(`${path} is no Parquet file`);
    const length = tail.readUInt32LE(0);
    const bodyEnd = size - 8 - length;
    const bytes = Buffer.alloc(length);
    await file.read(bytes, 0, length, bodyEnd);
    return { footer: readThrift(bytes), bodyEnd };
  } finally {
    await file.close();
  }
}

function shiftOffsets(footer: ThriftStruct, by: bigint): void {
  for (const group of structsIn(footer, fileMetaData.rowGroups)) {
    shift(group, [rowGroup.fileOffset], by);
    for (const chunk of structsIn(group, rowGroup.columns)) {
      shift(chunk, [columnChunk.fileOffset, columnChunk.offsetIndexOffset, columnChunk.columnIndexOffset], by);
      const metaData = fieldOf(chunk, columnChunk.metaData)!.value as ThriftStruct;
      shift(metaData, Object.values(columnMetaData), by);
    }
  }
}

/** Offset 0 means "none": nothing lies before the file's magic bytes. */
function shift(struct: ThriftStruct, ids: number[], by: bigint): void {
  for (const id of ids) {
    const field = fieldOf(struct, id);
    if (field && (field.value as bigint) > 0n) field.value = (field.value as bigint) + by;
  }
}

function appendRowGroups(joined: ThriftStruct, more: ThriftStruct): ThriftStruct {
  const rows = fieldOf(joined, fileMetaData.rows)!;
  rows.value = (rows.value as bigint) + (fieldOf(more, fileMetaData.rows)!.value as bigint);
  const groups = fieldOf(joined, fileMetaData.rowGroups)!.value as ThriftList;
  for (const group of structsIn(more, fileMetaData.rowGroups)) {
    const ordinal = fieldOf(group, rowGroup.ordinal);
    if (ordinal) ordinal.value = BigInt(groups.items.length);
    groups.items.push(group as ThriftValue);
  }
  return joined;
}

function structsIn(struct: ThriftStruct, id: number): ThriftStruct[] {
  return (fieldOf(struct, id)!.value as ThriftList).items as ThriftStruct[];
}

function fieldOf(struct: ThriftStruct, id: number) {
  return struct.fields.find((field) => field.id === id);
}
