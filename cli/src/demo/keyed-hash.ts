import { createHmac } from 'node:crypto';

/** Every source of the synthetic region hashes under this key; it protects nobody, since nobody is real. */
const demonstrationKey = 'fundwatch-demonstration-region';

/** The standard's `_hash`: HMAC-SHA-256 in lower-case hex of the normalised value. */
export function keyedHash(value: string): string {
  return createHmac('sha256', demonstrationKey).update(value).digest('hex');
}
