import type { Launch, Stage } from './launch.js';

/** Runs the stages one after another, showing each with its progress and the time it took. Throws as soon as the start is given up. */
export async function runStages(stages: Stage[], launch: Launch): Promise<void> {
  const aborted = new Promise<never>((_, fail) => {
    launch.stopping.addEventListener('abort', () => fail(launch.stopping.reason as Error), { once: true });
  });
  aborted.catch(() => undefined);
  for (const stage of stages) {
    launch.stopping.throwIfAborted();
    if (stage.needed?.(launch) === false) continue;
    const from = performance.now();
    const show = progressOf(stage.name, launch.say);
    show('…');
    await Promise.race([stage.run(launch, show), aborted]);
    launch.say(`${stage.name}: done in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  }
}

const QUIET_MS = 1_000;

/** A line at most every second, so that a log stays readable. */
function progressOf(name: string, say: (line: string) => void): (words: string) => void {
  let last = -Infinity;
  return (words) => {
    if (performance.now() - last < QUIET_MS) return;
    last = performance.now();
    say(`${name} ${words}`);
  };
}
