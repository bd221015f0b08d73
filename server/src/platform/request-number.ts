import { randomInt } from 'node:crypto';

/** Without letters and digits that sound or look alike. */
const signs = 'ACDEFHJKLMNPRTUVWXY34679';

/** A number that a person can quote on the phone: `7KXM-R4TD`. */
export function createRequestNumber(): string {
  const draw = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('');
  return `${draw()}-${draw()}`;
}
