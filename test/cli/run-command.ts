import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { testConfig } from '../support/config.js';

const program = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Standard output's lines, without the empty ones. */
  lines: string[];
}

/** Runs the built command line as a process of its own. */
export async function runCommand(args: readonly string[], env: Record<string, string>): Promise<CommandResult> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...testConfig.environment, USER: 'zhang', SUDO_USER: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr, lines: stdout.split('\n').filter(Boolean) };
}
