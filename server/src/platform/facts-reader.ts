import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type {
  FactCsvRequest,
  FactPageRead,
  FactPageRequest,
  FactsReader,
  FindSubjectsRequest,
  ReadingRequest,
  SubjectFactsRead,
  SubjectFactsRequest,
  SubjectsFound,
} from '@fundwatch/application';
import { DomainError, errorCodes, type ErrorCode } from '@fundwatch/domain';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { Turns } from './turns.js';

/** What reading facts for the screens is held to. */
export interface ReadingLimits {
  /** The reader's program. */
  program: string;
  /** DuckDB's own notation. */
  memoryLimit: string;
  /** Megabytes of the reader's own heap. */
  heap: number;
  pageMs: number;
  csvMs: number;
  atOnce: number;
  /** How long a request waits for its turn. */
  waitMs: number;
  /** How long a reader that has been started ahead waits for a request. */
  idleMs: number;
}

export const defaultReadingLimits: ReadingLimits = {
  program: fileURLToPath(new URL('../../../jobs/dist/facts-reader/main.js', import.meta.url)),
  memoryLimit: '384MB',
  heap: 128,
  pageMs: 20_000,
  csvMs: 600_000,
  atOnce: 2,
  waitMs: 15_000,
  idleMs: 60_000,
};

type Child = ChildProcessByStdio<Writable, Readable, Readable>;
type WholeRead = FactPageRead | SubjectFactsRead | SubjectsFound;
/** The reply's head, as the reader writes it. */
type Head = { ok: true; read: WholeRead | null } | { ok: false; code: string; details?: Record<string, unknown> };

/**
 * Reads facts in child processes: one request a process, so that whatever one does to its memory ends with it. The next
 * one is started ahead, because starting takes longer than most pages.
 */
export class ChildFactsReader implements FactsReader, OnModuleDestroy {
  readonly #children = new Set<Child>();
  readonly #all: Turns;
  /** Downloads take long; one place stays free for pages. */
  readonly #downloads: Turns;
  #ahead: { child: Child; timer: NodeJS.Timeout } | null = null;
  #closed = false;

  constructor(
    private readonly logger: Logger,
    private readonly limits: ReadingLimits,
  ) {
    this.#all = new Turns(limits.atOnce, limits.waitMs);
    this.#downloads = new Turns(Math.max(limits.atOnce - 1, 1), limits.waitMs);
  }

  readPage(request: FactPageRequest): Promise<FactPageRead> {
    return this.#read(request);
  }

  readSubject(request: SubjectFactsRequest): Promise<SubjectFactsRead> {
    return this.#read(request);
  }

  findSubjects(request: FindSubjectsRequest): Promise<SubjectsFound> {
    return this.#read(request);
  }

  async openCsv(request: FactCsvRequest): Promise<Readable> {
    const endDownload = await this.#downloads.take();
    const endAll = await this.#all.take().catch((error: unknown) => {
      endDownload();
      throw error;
    });
    const end = () => {
      endAll();
      endDownload();
    };
    const reading = this.#ask(request, this.limits.csvMs);
    try {
      const { rest } = await reading.head;
      const bytes = new PassThrough();
      bytes.once('close', () => {
        reading.stop();
        end();
      });
      bytes.write(rest);
      reading.child.stdout.pipe(bytes, { end: false });
      void reading.over.then((error) => (error ? bytes.destroy(error) : bytes.end()));
      return bytes;
    } catch (error) {
      end();
      throw error;
    }
  }

  onModuleDestroy(): void {
    this.#closed = true;
    if (this.#ahead) clearTimeout(this.#ahead.timer);
    for (const child of this.#children) child.kill('SIGKILL');
  }

  /** What the reader answers with its head. */
  async #read<T extends WholeRead>(request: ReadingRequest): Promise<T> {
    const end = await this.#all.take();
    try {
      const reading = this.#ask(request, this.limits.pageMs);
      const { head } = await reading.head;
      reading.stop();
      if (!head.read) throw new DomainError('READING_FAILED');
      return head.read as T;
    } finally {
      end();
      this.#startAhead();
    }
  }

  #ask(request: ReadingRequest, limitMs: number) {
    const child = this.#takeChild();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limitMs);
    const ended = once(child.stdout, 'end').catch(() => undefined);
    /** Null when it ended well and its output was read to the end; otherwise as soon as it is gone. */
    const over = once(child, 'exit').then(
      ([code]) => (code === 0 ? ended.then(() => null) : new DomainError(late ? 'READING_TOO_LONG' : 'READING_FAILED')),
      () => new DomainError('READING_FAILED'),
    );
    child.once('exit', () => clearTimeout(timer));
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${JSON.stringify({ request, memoryLimit: this.limits.memoryLimit })}\n`);
    return { child, over, head: readHead(child, ended, over), stop: () => child.kill('SIGKILL') };
  }

  #takeChild(): Child {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead) clearTimeout(ahead.timer);
    return ahead && ahead.child.exitCode === null && ahead.child.signalCode === null ? ahead.child : this.#start();
  }

  #startAhead(): void {
    if (this.#ahead || this.#closed) return;
    const child = this.#start();
    const timer = setTimeout(() => {
      if (this.#ahead?.child === child) this.#ahead = null;
      child.kill('SIGKILL');
    }, this.limits.idleMs);
    timer.unref();
    this.#ahead = { child, timer };
  }

  #start(): Child {
    // Without our environment: the reader needs no address and no secret.
    const child = spawn(process.execPath, [`--max-old-space-size=${this.limits.heap}`, this.limits.program], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {},
    });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    child.once('error', (error) => this.logger.error({ reader: error.message }, 'facts reader did not start'));
    child.stderr.on('data', (bytes: Buffer) =>
      this.logger.warn({ reader: String(bytes).slice(0, 500) }, 'facts reader'),
    );
    return child;
  }
}

/** The head line and the bytes that came with it. @throws DomainError of the reader, or why it ended without a word */
async function readHead(
  child: Child,
  ended: Promise<unknown>,
  over: Promise<DomainError | null>,
): Promise<{ head: Head & { ok: true }; rest: Buffer }> {
  const chunks: Buffer[] = [];
  const line = new Promise<{ text: string; rest: Buffer }>((resolve) => {
    const take = (chunk: Buffer) => {
      const place = chunk.indexOf(0x0a);
      chunks.push(chunk);
      if (place < 0) return;
      child.stdout.off('data', take);
      child.stdout.pause();
      const all = Buffer.concat(chunks);
      const end = all.length - chunk.length + place;
      resolve({ text: all.toString('utf8', 0, end), rest: all.subarray(end + 1) });
    };
    child.stdout.on('data', take);
  });
  // A head that came just before the end counts.
  const silent = ended.then(() => over).then((error) => ({ failed: error ?? new DomainError('READING_FAILED') }));
  const found = await Promise.race([line, silent]);
  if ('failed' in found) throw found.failed;
  const head = JSON.parse(found.text) as Head;
  if (!head.ok) throw new DomainError(known(head.code), head.details);
  return { head, rest: found.rest };
}

function known(code: string): ErrorCode {
  return errorCodes.find((one) => one === code) ?? 'READING_FAILED';
}
