import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const packages = ['domain', 'indicators', 'storage', 'application', 'server', 'jobs', 'cli', 'web'];

export const configs = ['.dependency-cruiser.cjs', '.dependency-cruiser.runtime.cjs'];

/** One broken rule: who imports what it may not. */
export interface Violation {
  rule: string;
  from: string;
  to: string;
}

/** Holds the rules of one of the repository's configurations against the sources in a folder. */
export function cruise(config: string, folder: string, paths: string[]): Violation[] {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', join(root, config), '--output-type', 'json', ...paths];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 200_000_000,
  });
  if (!stdout) throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  const { summary } = JSON.parse(stdout) as {
    summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
  };
  if (summary.totalCruised === 0) throw new Error('dependency-cruiser saw no file');
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}
