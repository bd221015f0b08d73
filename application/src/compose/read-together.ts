/**
 * Reads by key that those share who ask at the same time: who asks while a read is under way waits for the next one, which looks for
 * all of their keys at once. A read begins once the events at hand are dealt with: requests that came together ask together.
 * Nobody is given what was read before the question.
 */
export function readTogether<V>(
  read: (keys: string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | undefined> {
  let underWay = false;
  let waiting = new Map<string, { found: Promise<V | undefined>; settle: (read: Promise<V | undefined>) => void }>();
  const begin = () => {
    const asked = waiting;
    waiting = new Map();
    const found = read([...asked.keys()]);
    for (const [key, { settle }] of asked) settle(found.then((all) => all.get(key)));
    const over = () => {
      underWay = waiting.size > 0;
      if (underWay) begin();
    };
    found.then(over, over);
  };
  return (key) => {
    let one = waiting.get(key);
    if (!one) {
      let settle!: (read: Promise<V | undefined>) => void;
      const found = new Promise<V | undefined>((resolve) => (settle = resolve));
      one = { found, settle };
      waiting.set(key, one);
    }
    if (!underWay) {
      underWay = true;
      setImmediate(begin);
    }
    return one.found;
  };
}
