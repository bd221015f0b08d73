import { setTimeout as pause } from 'node:timers/promises';

export interface AwaitHealthOptions {
  /** Called between attempts; throws when waiting on is pointless. */
  check?: () => void;
  limitMs?: number;
}

/** Waits until GET <address>/api/health answers 200: the product is ready for use. Throws when it never does. */
export async function awaitHealth(
  address: string,
  { check, limitMs = 60_000 }: AwaitHealthOptions = {},
): Promise<void> {
  const until = Date.now() + limitMs;
  let last = 'no answer';
  while (Date.now() < until) {
    check?.();
    try {
      const reply = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(5_000) });
      await reply.arrayBuffer();
      if (reply.status === 200) return;
      last = `status ${reply.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await pause(200);
  }
  throw new Error(`${address}/api/health was not ready within ${limitMs / 1000} s (${last}).`);
}
