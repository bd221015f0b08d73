import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ObjectStore, ObjectTooLarge } from '@fundwatch/storage';
import { loadPackage, placeFactFiles, sweepFactFiles } from '@fundwatch/storage/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from '../support/package-builder.js';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const newFolder = () => join(folder, String(count++));
const longAgo = new Date('2026-11-01T00:00:00Z');
const yesterday = new Date('2026-11-21T00:00:00Z');
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

async function placed() {
  const home = newFolder();
  const factsRoot = join(home, 'facts');
  const path = await buildPackage(join(home, 'sent'), {
    agency: '120000',
    line: '000',
    dataset: 'external',
    period: '202610',
    tables: {
      death: [{ source: 'police', id_number: '120101196001011234', death_date: '2026-10-01' }],
    },
  });
  const result = await loadPackage(path, { factsRoot, tempDirectory: join(home, 'temp') });
  if (result.state !== 'acceptable') throw new Error(JSON.stringify(result));
  const points: string[] = [];
  const files = await placeFactFiles(result.identity, result.tables, { factsRoot, at: (point) => points.push(point) });
  return { factsRoot, result, file: files[0]!, points };
}

describe('fact files', () => {
  it('are all in their places when the crash point after the renaming is reached', async () => {
    const { factsRoot, file, points } = await placed();
    expect(points).toEqual(['collect.after-rename']);
    expect((await stat(join(factsRoot, file.path))).size).toBe(file.bytes);
  });

  it('that no row lists are swept once they are old; listed and young ones stay', async () => {
    const { factsRoot, file } = await placed();
    const sweep = (listed: string[]) =>
      sweepFactFiles({ factsRoot, listed: async () => new Set(listed), olderThan: yesterday });
    await utimes(join(factsRoot, file.path), new Date('2026-11-21T00:00:01Z'), new Date('2026-11-21T00:00:01Z'));
    expect(await sweep([])).toEqual([]);
    await utimes(join(factsRoot, file.path), longAgo, longAgo);
    expect(await sweep([file.path])).toEqual([]);
    expect(await sweep([])).toEqual([file.path]);
    await expect(stat(join(factsRoot, file.path))).rejects.toThrow('ENOENT');
  });

  it('that a broken-off load left waiting are swept, too', async () => {
    const { factsRoot } = await placed();
    const waiting = join(factsRoot, '.incoming', 'left');
    await mkdir(waiting, { recursive: true });
    await writeFile(join(waiting, 'levy.parquet'), 'x');
    await utimes(join(waiting, 'levy.parquet'), longAgo, longAgo);
    const asked: string[] = [];
    const listed = async (paths: string[]) => (asked.push(...paths), new Set<string>());
    expect(await sweepFactFiles({ factsRoot, listed, olderThan: yesterday })).toEqual(['.incoming/left/levy.parquet']);
    expect(asked).toEqual([]);
  });
});

describe('an object', () => {
  it('is stored under the hash of its bytes, once, and reads back equal', async () => {
    const store = new ObjectStore(newFolder());
    const first = await store.put(Readable.from([Buffer.from('a'), Buffer.from('bc')]));
    const second = await store.put(Readable.from([Buffer.from('abc')]));
    expect(first).toEqual({ sha256: abc, bytes: 3 });
    expect(second).toEqual(first);
    expect(store.pathOf(abc)).toBe(join(store.root, 'ba', abc));
    expect(await text(await store.openRead(abc))).toBe('abc');
    expect(await store.isSound(abc)).toBe(true);
    expect((await stat(store.pathOf(abc))).mode & 0o777).toBe(0o444);
  });

  it('larger than allowed is not kept', async () => {
    const store = new ObjectStore(newFolder());
    await expect(store.put(Readable.from([Buffer.alloc(11)]), 10)).rejects.toThrow(ObjectTooLarge);
    expect(await readdir(join(store.root, '.incoming'))).toEqual([]);
  });

  it('that no row lists is swept once it is old; putting it again makes it young', async () => {
    const store = new ObjectStore(newFolder());
    await store.put(Readable.from([Buffer.from('abc')]));
    const none = async () => new Set<string>();
    await utimes(store.pathOf(abc), longAgo, longAgo);
    expect(await store.sweep(async (asked) => new Set(asked), yesterday)).toEqual([]);
    await store.put(Readable.from([Buffer.from('abc')]));
    expect((await stat(store.pathOf(abc))).mtime > longAgo).toBe(true);
    await utimes(store.pathOf(abc), longAgo, longAgo);
    expect(await store.sweep(none, yesterday)).toEqual([abc]);
    await expect(store.openRead(abc)).rejects.toThrow('ENOENT');
  });

  it('is asked for by a hash only, never by a path', () => {
    expect(() => new ObjectStore('/x').pathOf('../etc/passwd')).toThrow('not a sha256');
  });
});
