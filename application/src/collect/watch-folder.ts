import { randomUUID } from 'node:crypto';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { FolderOutcome, OpenFolderPackage } from '@fundwatch/storage';
import { DropFolder, type DroppedItem } from '@fundwatch/storage/objects';
import type { Application } from '../application.js';
import { describeFolderResult, type FolderReason } from './describe-folder-result.js';
import { keepPackage } from './upload-package.js';

/** Where packages go, by what became of them. */
export const folderPlaces: Record<FolderOutcome, string> = {
  accepted: '已接收',
  returned: '已退回',
  quarantined: '隔离',
};
/** Unchanged for so long, a package is complete: a copy that is still running changes it. */
const SETTLED_AFTER_MS = 30_000;
/** A check that breaks off is begun again so often. */
const MOST_ATTEMPTS = 3;
const SENDER = { account: null, name: '监看文件夹', agency: null };

export interface FolderCounts {
  taken: number;
  moved: number;
}

/**
 * One look into the watched folder: packages that are complete are taken in, those that were checked are moved to where
 * they belong, with the reasons beside them. Nothing is deleted. What a look cannot do is told with the folder and tried
 * again at the next. Null: switched off, or somebody else looks now.
 */
export async function watchFolder(app: Application, context: RequestContext): Promise<FolderCounts | null> {
  const { watchedFolder: root } = app.settings;
  return app.database.withContext(context, async ({ watchedFolder }) => {
    if (!(await watchedFolder.tryLock())) return null;
    if (root === null) {
      if ((await watchedFolder.lastLook())?.path)
        await watchedFolder.recordLook({ path: null, lookedAt: app.realTime(), problem: null });
      return null;
    }
    const look = new FolderLook(app, context, new DropFolder(root, Object.values(folderPlaces)));
    const problem = await look.run().then(
      () => look.problems.join('；') || null,
      (error: unknown) => problemOf(error),
    );
    await watchedFolder.recordLook({ path: root, lookedAt: app.realTime(), problem: problem?.slice(0, 1_000) ?? null });
    return look.counts;
  });
}

class FolderLook {
  readonly counts: FolderCounts = { taken: 0, moved: 0 };
  readonly problems: string[] = [];

  constructor(
    private readonly app: Application,
    private readonly context: RequestContext,
    private readonly folder: DropFolder,
  ) {}

  async run(): Promise<void> {
    await this.folder.prepare();
    for (const row of await this.open()) await this.attempt(row.name, () => this.goOnWith(row));
    const open = new Map((await this.open()).map((row) => [row.name, row]));
    for (const item of await this.folder.list()) {
      const row = open.get(item.name);
      open.delete(item.name);
      if (!row?.packageId && !row?.movedTo) await this.attempt(item.name, () => this.lookAt(item, row));
    }
    // What was noted and taken away again by whoever brought it.
    for (const row of open.values())
      if (!row.packageId && !row.movedTo) await this.write(({ watchedFolder }) => watchedFolder.forget(row.id));
  }

  /** One package that cannot be handled does not stop the others. */
  private async attempt(name: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.problems.push(`${name}：${problemOf(error)}`);
    }
  }

  private open(): Promise<OpenFolderPackage[]> {
    return this.write(({ watchedFolder }) => watchedFolder.open());
  }

  private write = <T>(work: Parameters<typeof this.app.database.withContext<T>>[1]): Promise<T> =>
    this.app.database.withContext(this.context, work);

  private async lookAt(item: DroppedItem, row: OpenFolderPackage | undefined): Promise<void> {
    const now = this.app.realTime();
    if (!row || row.signature !== item.signature) {
      const { name, signature, bytes } = item;
      const seen = { id: row?.id ?? randomUUID(), name, signature, bytes, seenAt: now };
      return this.write(({ watchedFolder }) => watchedFolder.note(seen));
    }
    if (Date.parse(now) - Date.parse(row.seenAt) < SETTLED_AFTER_MS) return;
    if (item.kind === 'other') return this.decide(row, 'quarantined', notPlain);
    if (item.kind === 'file' && !/\.zip$/i.test(item.name)) return this.decide(row, 'quarantined', notPackage);
    await this.take(item, row);
  }

  private async take(item: DroppedItem, row: OpenFolderPackage): Promise<void> {
    const id = randomUUID();
    const taken = await keepPackage(this.app, this.context, {
      id,
      fileName: item.kind === 'folder' ? `${item.name}.zip` : item.name,
      content: await this.folder.openRead(item),
      sender: SENDER,
      origin: 'folder',
      reason: null,
      claim: async ({ watchedFolder }) => watchedFolder.take(row.id, id),
    });
    if (taken) this.counts.taken++;
  }

  /** A package that was taken in: moved once its check is over. */
  private async goOnWith(row: OpenFolderPackage): Promise<void> {
    if (row.outcome) return this.finish(row);
    const { uploadState } = row;
    if (uploadState === 'accepted' || uploadState === 'already_here') {
      return this.decide(row, 'accepted', uploadState === 'already_here' ? alreadyHere : null);
    }
    if (uploadState === 'failed') {
      if (row.attempts < MOST_ATTEMPTS) return this.write(({ watchedFolder }) => watchedFolder.release(row.id));
      return this.decide(row, 'quarantined', notChecked);
    }
    if (uploadState !== 'refused') return;
    const unreadable = !row.submissionId && row.problems.every(({ checkCode }) => unreadableCodes.includes(checkCode));
    const [first] = row.submissionId ? [] : row.problems;
    await this.decide(row, unreadable ? 'quarantined' : 'returned', first?.reason ?? refused);
  }

  private async decide(row: OpenFolderPackage, outcome: FolderOutcome, reason: FolderReason | null): Promise<void> {
    const there = await this.folder.find(row.name);
    // Taken away, or another one was put under its name meanwhile: that one begins anew.
    const same = there?.signature === row.signature;
    const movedTo = same ? await this.folder.freePlace(folderPlaces[outcome], row.name) : null;
    const decided = { outcome, reasonZh: reason?.zh ?? null, reasonEn: reason?.en ?? null, movedTo };
    await this.write(({ watchedFolder }) => watchedFolder.decide(row.id, decided));
    await this.finish({ ...row, ...decided });
  }

  /** Moves what was decided about, also after a crash between the steps. */
  private async finish(row: OpenFolderPackage): Promise<void> {
    const there = await this.folder.find(row.name);
    if (row.movedTo && there?.signature === row.signature) {
      const result =
        row.outcome === 'accepted' && !row.reasonZh ? null : await describeFolderResult(this.app, this.context, row);
      await this.folder.move(row.name, row.movedTo, result);
      this.counts.moved++;
    }
    const now = this.app.realTime();
    await this.write(({ watchedFolder }) => watchedFolder.settle(row.id, now));
  }
}

/** Faults of what cannot be read as a package at all. */
const unreadableCodes = ['package_unreadable', 'package_too_large', 'datapackage_missing', 'datapackage_invalid'];
const notPackage: FolderReason = {
  zh: '不是数据包：应为 .zip 文件，或含 datapackage.json 的文件夹',
  en: 'Not a package: expected a .zip file, or a folder with datapackage.json',
};
const notPlain: FolderReason = {
  zh: '含有链接或特殊文件，或文件过多，没有读取',
  en: 'Holds links or special files, or too many files; it was not read',
};
const notChecked: FolderReason = {
  zh: `校验 ${MOST_ATTEMPTS} 次都没有完成，请联系系统管理员`,
  en: `The check broke off ${MOST_ATTEMPTS} times; call the administrator`,
};
const alreadyHere: FolderReason = { zh: '此前已收到同一份，无需重报', en: 'The same package is already here' };
const refused: FolderReason = { zh: '校验未通过，整份未入库', en: 'Refused, nothing was taken in' };

const problemTexts: Record<string, string> = {
  ENOENT: '文件夹不存在 / the folder does not exist',
  ENOTDIR: '不是文件夹 / not a folder',
  EACCES: '没有读写权限 / no permission to read and write',
  EPERM: '没有读写权限 / no permission to read and write',
  EROFS: '文件夹只读 / the folder is read-only',
  ENOSPC: '磁盘已满 / the disk is full',
  EDQUOT: '磁盘配额已满 / the disk quota is used up',
  EXDEV: '子文件夹不在同一磁盘上 / a sub-folder is on another disk',
};

function problemOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && problemTexts[code]) ?? message ?? String(error);
}
