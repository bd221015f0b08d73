/**
 * A read that those share who ask at the same time. Who asks while one is under way waits for the next, so that nobody is given
 * what was read before the question: what everybody asks for with every request then costs one query, not one each.
 */
export function shareReads<T>(read: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<void> | null = null;
  let next: Promise<T> | null = null;
  const begin = (): Promise<T> => {
    next = null;
    const found = read();
    underWay = found.then(
      () => over(),
      () => over(),
    );
    return found;
  };
  const over = () => {
    if (!next) underWay = null;
  };
  return () => (underWay ? (next ??= underWay.then(begin)) : begin());
}
