import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What postmaster.pid says, see PostgreSQL's miscadmin.h (LOCK_FILE_LINE_…). */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** The server that runs on this data folder, or undefined when there is none (a left-over file counts as none). */
export function readPostmaster(data: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isServerAlive(pid, data)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Whether the process lives and is the server of this data folder: process numbers are used again after a restart. */
function isServerAlive(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data);
  } catch {
    return false;
  }
}
