import { describe, expect, it } from 'vitest';
import { readTogether } from './read-together.js';

/** Reads that end when they are told to, with what was asked of each. */
function reading() {
  const begun: { keys: string[]; end: () => void; fail: (error: Error) => void }[] = [];
  const ask = readTogether(
    (keys) =>
      new Promise<Map<string, string>>((resolve, reject) =>
        begun.push({
          keys,
          end: () =>
            resolve(new Map(keys.filter((key) => key !== 'unknown').map((key) => [key, `${key} ${begun.length}`]))),
          fail: reject,
        }),
      ),
  );
  return { begun, ask };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('what is read by key with every request', () => {
  it('is read at once for all who ask while another read is under way', async () => {
    const { begun, ask } = reading();
    const first = ask('a');
    await turn();
    const others = [ask('b'), ask('c'), ask('b'), ask('unknown'), ask('a')];
    begun[0]!.end();
    expect(await first).toBe('a 1');
    await turn();
    expect(begun.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c', 'unknown', 'a']]);
    begun[1]!.end();
    expect(await Promise.all(others)).toEqual(['b 2', 'c 2', 'b 2', undefined, 'a 2']);
  });

  it('is read again after a read that failed', async () => {
    const { begun, ask } = reading();
    const first = ask('a');
    await turn();
    const second = ask('a');
    begun[0]!.fail(new Error('the connection is gone'));
    await expect(first).rejects.toThrow('the connection is gone');
    await turn();
    begun[1]!.end();
    expect(await second).toBe('a 2');
    const third = ask('b');
    await turn();
    begun[2]!.end();
    expect(await third).toBe('b 3');
  });

  it('is one read for those who come together, and not begun before their turn is over', async () => {
    const { begun, ask } = reading();
    const both = [ask('clock'), ask('terms')];
    expect(begun).toHaveLength(0);
    await turn();
    expect(begun.map(({ keys }) => keys)).toEqual([['clock', 'terms']]);
    begun[0]!.end();
    expect(await Promise.all(both)).toEqual(['clock 1', 'terms 1']);
  });
});
