import { describe, expect, it } from 'vitest';
import { shareReads } from './share-reads.js';

/** Reads that end when they are told to, in the order in which they began. */
function reading() {
  const begun: { end: (value: string) => void; fail: (error: Error) => void }[] = [];
  const ask = shareReads(() => new Promise<string>((end, fail) => begun.push({ end, fail })));
  return { begun, ask };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('what is read with every request', () => {
  it('is read once for all who ask while another read is under way, and after they asked', async () => {
    const { begun, ask } = reading();
    const first = ask();
    const others = [ask(), ask(), ask()];
    expect(begun).toHaveLength(1);
    begun[0]!.end('before they asked');
    expect(await first).toBe('before they asked');
    await turn();
    expect(begun).toHaveLength(2);
    begun[1]!.end('after they asked');
    expect(await Promise.all(others)).toEqual(['after they asked', 'after they asked', 'after they asked']);
    const later = ask();
    expect(begun).toHaveLength(3);
    begun[2]!.end('later');
    expect(await later).toBe('later');
  });

  it('is read again after a read that failed', async () => {
    const { begun, ask } = reading();
    const first = ask();
    const second = ask();
    begun[0]!.fail(new Error('the connection is gone'));
    await expect(first).rejects.toThrow('the connection is gone');
    await turn();
    begun[1]!.end('it is back');
    expect(await second).toBe('it is back');
  });
});
