import { isPeriod } from '@fundwatch/domain/calendar';
import { InvalidArgumentError } from 'commander';

/** Reads an argument that is a month. */
export function readPeriod(text: string): string {
  if (!isPeriod(text)) throw new InvalidArgumentError('Write the month as YYYYMM, such as 202610.');
  return text;
}
