import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process number alone is used again after a while; with its start time it is that process. */
export interface ProcessIdentity {
  pid: number;
  started: string;
}

/** The identity of a living process, or undefined when there is none with this number. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const started = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  return started ? { pid, started } : undefined;
}

/** Whether that very process still lives. */
export function isSameProcess({ pid, started }: ProcessIdentity): boolean {
  return identifyProcess(pid)?.started === started;
}

function startOnLinux(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name in parentheses may hold anything; what follows it is state, …, start time (fields 3 and 22 of proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function startByPs(pid: number): string | undefined {
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
}
