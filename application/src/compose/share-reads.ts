import { readTogether } from './read-together.js';

/**
 * A read that those share who ask at the same time: what everybody asks for with every request then costs one query, not one each.
 * Nobody is given what was read before the question.
 */
export function shareReads<T>(read: () => Promise<T>): () => Promise<T> {
  const ask = readTogether(async () => new Map([['', await read()]]));
  return async () => (await ask('')) as T;
}
