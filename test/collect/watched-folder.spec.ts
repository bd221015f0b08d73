import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { getPackage, getWatchedFolder, watchFolder } from '@fundwatch/application';
import { checkPackage } from '@fundwatch/application/facts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { northBusiness, southBusiness } from '../support/a-month.js';
import { Office } from '../support/an-office.js';
import { buildPackage, type PackageSpec } from '../support/package-builder.js';

let office: Office;
let folder: string;
let outbox: string;
/** Real time of the looks, standing until a test moves it. */
let now = Date.parse('2026-10-09T02:00:00.000Z');
let version = 0;

beforeAll(async () => {
  office = await Office.open({ baseline: true, withoutQueue: true });
  await office.setClock('2026-10-09T10:00:00+08:00');
  outbox = await mkdtemp(join(tmpdir(), 'fundwatch-outbox-'));
});
afterAll(async () => {
  await office?.close();
  await rm(outbox, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
  folder = await mkdtemp(join(tmpdir(), 'fundwatch-folder-'));
  await office.sql('delete from fundwatch.folder_package');
});

const app = () => ({
  ...office.app,
  settings: { ...office.app.settings, watchedFolder: folder },
  realTime: () => new Date(now).toISOString(),
});
async function look(secondsLater = 60) {
  now += secondsLater * 1_000;
  return watchFolder(app(), office.system);
}
/** What the workers do with nudged packages. */
async function check() {
  const rows = await office.sql<{ id: string }>(
    `select id from fundwatch.package_upload where state in ('waiting', 'checking') order by uploaded_at`,
  );
  for (const { id } of rows) await checkPackage(office.app, office.system, id);
}
async function drop(spec: PackageSpec, name?: string): Promise<string> {
  const path = await buildPackage(outbox, spec);
  const target = name ?? basename(path);
  await rename(path, join(folder, target)).catch(async () => cp(path, join(folder, target), { recursive: true }));
  return target;
}
const zip = (more: Partial<PackageSpec> = {}): PackageSpec =>
  northBusiness({ version: ++version, container: 'zip', ...more });
/** Looks twice, checks, and looks again. */
async function settle() {
  await look();
  await look();
  await check();
  return look();
}
const inside = async (name: string) => (await readdir(join(folder, name)).catch(() => [])).sort();
const shown = () => getWatchedFolder(office.app, office.as('administrator'));
const submissions = () =>
  office.sql<{ state: string; source: string }>(
    `select s.state, s.source, u.origin from fundwatch.submission s join fundwatch.package_upload u on u.submission_id = s.id
     where s.version = $1 and s.agency = '120101'`,
    [version],
  );

describe('a package dropped into the watched folder', () => {
  it('is taken in once it stops changing, checked like any other, and moved to what was accepted', async () => {
    const name = await drop(zip());
    expect(await look()).toEqual({ taken: 0, moved: 0 });
    expect((await shown()).waiting).toMatchObject([{ name, checking: false }]);
    expect(await look(60)).toEqual({ taken: 1, moved: 0 });
    expect((await shown()).waiting).toMatchObject([{ name, checking: true }]);
    expect(await look()).toEqual({ taken: 0, moved: 0 });
    await check();
    expect(await look()).toEqual({ taken: 0, moved: 1 });
    expect(await submissions()).toEqual([{ state: 'accepted', source: 'package', origin: 'folder' }]);
    expect(await inside('已接收')).toEqual([name]);
    expect(await inside('.')).toEqual(['已接收', '已退回', '隔离']);
    const { settled, path } = await shown();
    expect(path).toBe(folder);
    expect(settled).toMatchObject([{ name, outcome: 'accepted', movedTo: join('已接收', name) }]);
    const { packageId } = settled[0]!;
    expect(await getPackage(office.app, office.as('administrator'), { packageId: packageId! })).toMatchObject({
      origin: 'folder',
      state: 'accepted',
    });
  });

  it('may be a folder', async () => {
    const name = await drop({ ...zip(), container: 'folder' });
    await settle();
    expect(await submissions()).toMatchObject([{ state: 'accepted' }]);
    expect(await inside('已接收')).toEqual([name]);
    expect(await inside(join('已接收', name))).toContain('datapackage.json');
  });

  it('that is still being copied is left alone until it is whole', async () => {
    const path = await buildPackage(outbox, zip());
    const bytes = await readFile(path);
    const copied = join(folder, 'slow.zip');
    await writeFile(copied, bytes.subarray(0, 500));
    await look();
    await writeFile(copied, bytes.subarray(0, 900));
    expect(await look()).toEqual({ taken: 0, moved: 0 });
    await writeFile(copied, bytes);
    expect(await look()).toEqual({ taken: 0, moved: 0 });
    expect(await look(10)).toEqual({ taken: 0, moved: 0 });
    expect(await look(60)).toEqual({ taken: 1, moved: 0 });
    await check();
    await look();
    expect(await submissions()).toMatchObject([{ state: 'accepted' }]);
  });

  it('whose name says that it is unfinished or hidden is not looked at', async () => {
    const path = await buildPackage(outbox, zip());
    for (const name of ['a.zip.part', '.b.zip', 'c.zip.tmp']) await cp(path, join(folder, name));
    await settle();
    expect((await inside('.')).filter((name) => name.includes('zip'))).toEqual(['.b.zip', 'a.zip.part', 'c.zip.tmp']);
    expect((await shown()).waiting).toEqual([]);
  });

  it('that is refused goes to what was returned, with every reason beside it', async () => {
    const person = [{ person_no: 'P1', name: '张三', sex: '7', person_status: 'retired' }];
    const spec = zip();
    const name = await drop({ ...spec, tables: { ...spec.tables, person } });
    await settle();
    expect(await inside('已退回')).toEqual([name, `${name}.结果.txt`]);
    const text = await readFile(join(folder, '已退回', `${name}.结果.txt`), 'utf8');
    expect(text).toContain('已退回');
    expect(text).toMatch(/person/);
    expect(text).toContain('\r\n');
    expect((await shown()).settled).toMatchObject([{ outcome: 'returned' }]);
  });

  it('of an agency that nobody knows is returned and says so', async () => {
    const name = await drop(southBusiness({ agency: '999999', container: 'zip' }));
    await settle();
    expect(await readFile(join(folder, '已退回', `${name}.结果.txt`), 'utf8')).toContain('未登记的经办机构 999999');
  });

  it('that was received before is accepted again without another submission, under a free name', async () => {
    const name = await drop(zip());
    await settle();
    const path = await buildPackage(outbox, northBusiness({ version, container: 'zip' }));
    await cp(path, join(folder, name));
    await settle();
    const again = name.replace('.zip', ' (2).zip');
    expect(await inside('已接收')).toEqual([again, `${again}.结果.txt`, name].sort());
    expect(await submissions()).toHaveLength(2);
    expect(
      await office.sql(`select from fundwatch.submission where version = $1 and agency = '120101'`, [version]),
    ).toHaveLength(1);
  });
});

describe('what cannot be read as a package', () => {
  it.each([
    ['a broken zip', (path: string) => writeFile(path, 'PK\x03\x04 not really'), '坏包.zip', /无法读取/],
    ['another kind of file', (path: string) => writeFile(path, 'x'), '说明.docx', /不是数据包/],
    [
      'a folder without its description',
      (path: string) => mkdir(join(path, 'a'), { recursive: true }),
      '空夹',
      /datapackage/,
    ],
    ['a link', (path: string) => symlink('/etc/passwd', path), 'link.zip', /链接/],
    [
      'a folder with a link inside',
      async (path: string) => {
        await mkdir(path);
        await writeFile(join(path, 'datapackage.json'), '{}');
        await symlink('/etc/passwd', join(path, 'person.csv'));
      },
      '带链接',
      /链接/,
    ],
  ] as const)('%s lies in quarantine with its reason, untouched', async (_, make, name, reason) => {
    await make(join(folder, name));
    await settle();
    expect(await inside('隔离')).toEqual([name, `${name}.结果.txt`]);
    expect(await readFile(join(folder, '隔离', `${name}.结果.txt`), 'utf8')).toMatch(reason);
    const { settled } = await shown();
    expect(settled).toMatchObject([{ name, outcome: 'quarantined' }]);
    expect(settled[0]!.reason!.zh).toMatch(reason);
  });

  it('does not keep the next package from being taken in', async () => {
    await writeFile(join(folder, 'a.zip'), 'nothing');
    const name = await drop(zip());
    await settle();
    expect(await inside('已接收')).toEqual([name]);
    expect(await inside('隔离')).toContain('a.zip');
  });
});

describe('a look that was cut short', () => {
  it('after the package was taken in goes on with its check, once', async () => {
    const name = await drop(zip());
    await look();
    await look();
    // Nobody was nudged and nobody looked: the sweep finds the package, the next look the file.
    await Promise.all([check(), check()]);
    await look();
    expect(await inside('已接收')).toEqual([name]);
    expect(await submissions()).toHaveLength(1);
  });

  it('between deciding and moving moves it, and between moving and noting notes it', async () => {
    const name = await drop(zip());
    await look();
    await look();
    await check();
    const [row] = await office.sql<{ id: string }>(`select id from fundwatch.folder_package where settled_at is null`);
    const place = join('已接收', name);
    await office.sql(`update fundwatch.folder_package set outcome = 'accepted', moved_to = $2 where id = $1`, [
      row!.id,
      place,
    ]);
    await look();
    expect(await inside('已接收')).toEqual([name]);
    await office.sql(`update fundwatch.folder_package set settled_at = null where id = $1`, [row!.id]);
    await look();
    expect(await inside('已接收')).toEqual([name]);
    expect((await shown()).waiting).toEqual([]);
  });

  it('while another file was put under the same name leaves that one to begin anew', async () => {
    const name = await drop(zip());
    await look();
    await look();
    await check();
    await writeFile(join(folder, name), 'another one, half written');
    await look();
    expect(await inside('.')).toContain(name);
    expect((await shown()).settled).toMatchObject([{ name, outcome: 'accepted', movedTo: null }]);
    await settle();
    expect(await inside('隔离')).toContain(name);
  });

  it('by two workers at once takes a package once', async () => {
    await drop(zip());
    await look();
    now += 60_000;
    const both = await Promise.all([watchFolder(app(), office.system), watchFolder(app(), office.system)]);
    expect(both.reduce((sum, counts) => sum + (counts?.taken ?? 0), 0)).toBe(1);
  });
});

describe('a folder that cannot be used', () => {
  it('says why, and is used again once it is mended', async () => {
    await rm(folder, { recursive: true });
    await look();
    expect((await shown()).problem).toContain('文件夹不存在');
    await mkdir(folder);
    await writeFile(join(folder, '已接收'), 'somebody’s file');
    await look();
    expect((await shown()).problem).toBeTruthy();
    await rm(join(folder, '已接收'));
    await look();
    expect((await shown()).problem).toBeNull();
  });

  it('that is switched off is shown as off', async () => {
    await look();
    await watchFolder(office.app, office.system);
    expect((await shown()).path).toBeNull();
  });
});
