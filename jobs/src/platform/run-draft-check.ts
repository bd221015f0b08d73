import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DraftRunner } from '@fundwatch/application/facts';
import type { DraftCheckReply } from '@fundwatch/application/drafting';
import type { DraftCheckFailure } from '@fundwatch/domain/evaluate';

/** What the check of a draft is held to. */
export interface DraftLimits {
  /** DuckDB's own notation. */
  memoryLimit: string;
  /** Of the whole process, bytes; looked at every tenth of a second. */
  processMemory: number;
  /** Megabytes of the process's own heap. */
  heap: number;
  caseMs: number;
  wholeMs: number;
  rowLimit: number;
}

export const defaultDraftLimits: DraftLimits = {
  memoryLimit: '256MB',
  processMemory: 1_500_000_000,
  heap: 256,
  caseMs: 10_000,
  wholeMs: 60_000,
  rowLimit: 1_000,
};

const program = fileURLToPath(new URL('../../../jobs/dist/draft-checker/main.js', import.meta.url));
/** What a check may say; beyond it something is wrong with it. */
const LONGEST_REPLY = 20_000_000;
const PAGE_BYTES = 4_096;

/** Checks a draft in a process of its own that is ended when it takes too much time or memory. */
export const runDraftCheck: DraftRunner = (request) => runLimited(request, defaultDraftLimits);

export async function runLimited(request: Parameters<DraftRunner>[0], limits: DraftLimits): ReturnType<DraftRunner> {
  const folder = await mkdtemp(join(request.folder, 'draft-'));
  // Without our environment: it needs no address and no secret.
  const child = spawn(process.execPath, [`--max-old-space-size=${limits.heap}`, program], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
  });
  let failure: DraftCheckFailure | null = null;
  const end = (why: DraftCheckFailure) => {
    failure ??= why;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => end('time'), limits.wholeMs);
  const watch = setInterval(() => {
    void residentBytes(child.pid).then((bytes) => bytes > limits.processMemory && end('memory'));
  }, 100);
  // If the machine itself runs short, this is what it is to end.
  if (child.pid) void writeFile(`/proc/${child.pid}/oom_score_adj`, '1000').catch(() => undefined);
  const chunks: Buffer[] = [];
  let length = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > LONGEST_REPLY) end('broken');
    else chunks.push(chunk);
  });
  child.stdin.on('error', () => undefined);
  const { caseMs: timeLimitMs, memoryLimit, rowLimit } = limits;
  child.stdin.end(JSON.stringify({ ...request, folder, timeLimitMs, memoryLimit, rowLimit }));
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (failure === null && code === 0) return JSON.parse(Buffer.concat(chunks).toString()) as DraftCheckReply;
    return { failure: failure ?? 'broken' };
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where the system tells; elsewhere DuckDB's own limit has to do. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(statm.split(' ')[1] ?? 0) * PAGE_BYTES;
}
