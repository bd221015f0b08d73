import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identifyProcess } from '@fundwatch/cli/home';
import { vi } from 'vitest';
import { testConfig } from '../support/config.js';
import { freePort } from '../support/redis.js';

const launcher = fileURLToPath(new URL('../../cli/bin/start.mjs', import.meta.url));

/** What can be killed: the launcher, and what it keeps running. */
export type Part = 'launcher' | 'server' | 'jobs' | 'PostgreSQL';

/** A product as "npm start" runs it, on a home of its own without the demonstration. */
export class LaunchedProduct {
  readonly home = mkdtempSync(join(tmpdir(), 'fundwatch-launch-'));
  private process: ChildProcess | undefined;

  private constructor(readonly port: number) {
    // A home that a command was run on: it is not filled with the demonstration, which takes minutes.
    writeFileSync(join(this.home, 'home.json'), JSON.stringify({ demonstration: 'none' }));
  }

  static async onFreePort(): Promise<LaunchedProduct> {
    return new LaunchedProduct(await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the launcher; resolves when it says that the product is ready. Another may hold the home already. */
  async start(): Promise<string[]> {
    const { lines, child, said } = this.launch();
    this.process = child;
    await said('Fundwatch is ready');
    return lines;
  }

  /** A start while the product runs: what it printed and how it ended. */
  async startAgain(): Promise<{ lines: string[]; code: number | null }> {
    const { lines, child } = this.launch();
    const [code] = (await once(child, 'close')) as [number | null];
    return { lines, code };
  }

  /** As Ctrl-C does; resolves when the launcher has ended. */
  async interrupt(): Promise<number | null> {
    const ended = once(this.process!, 'close') as Promise<[number | null]>;
    this.process!.kill('SIGINT');
    return (await ended)[0];
  }

  /** The process number of a part as the home tells it; undefined while there is none. */
  pidOf(part: Part): number | undefined {
    try {
      if (part === 'PostgreSQL') return Number(this.read('postgres/data/postmaster.pid').split('\n')[0]);
      const file = part === 'launcher' ? 'launcher.lock' : `run/${part}.json`;
      return (JSON.parse(this.read(file)) as { pid: number }).pid;
    } catch {
      return undefined;
    }
  }

  /** Ends a part as a crash would. */
  kill(part: Part): number {
    const pid = this.pidOf(part)!;
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** Resolves when another process than the killed one plays the part and the product is ready; rejects after 60 s. */
  async recovered(part: Part, killed: number): Promise<void> {
    await vi.waitFor(
      async () => {
        const pid = this.pidOf(part);
        if (pid === undefined || pid === killed || !isAlive(pid)) throw new Error(`${part} is not back`);
        const reply = await fetch(`${this.url}/api/health`, { signal: AbortSignal.timeout(5_000) });
        if (reply.status !== 200) throw new Error(`the product answers ${reply.status}`);
      },
      { timeout: 60_000, interval: 250 },
    );
  }

  log(name: string): string {
    return this.read(`log/${name}.log`);
  }

  private launch() {
    const child = spawn(process.execPath, [launcher], {
      env: {
        ...testConfig.environment,
        PORT: String(this.port),
        FUNDWATCH_HOME: this.home,
        FUNDWATCH_JOB_LOCK_MS: '2000',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    const waiting: { text: string; done: () => void }[] = [];
    const hear = (chunk: Buffer) => {
      lines.push(...chunk.toString().split('\n').filter(Boolean));
      for (const { text, done } of waiting) if (lines.some((line) => line.includes(text))) done();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const said = (text: string) =>
      new Promise<void>((done, fail) => {
        waiting.push({ text, done });
        child.once('close', (code) => fail(new Error(`the launcher ended with ${code}:\n${lines.join('\n')}`)));
      });
    return { lines, child, said };
  }

  private read(path: string): string {
    return readFileSync(join(this.home, path), 'utf8');
  }
}

/** Whether a process with this number lives; one that ended and waits to be taken note of does not. */
export function isAlive(pid: number): boolean {
  return identifyProcess(pid) !== undefined;
}
