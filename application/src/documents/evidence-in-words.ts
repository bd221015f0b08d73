import { yuan } from '@fundwatch/domain/documents';
import { writePeriod } from '../alert/fill-summary.js';

/** A value of the evidence as a paper tells it: no more zeros than it needs, no more of a hash than tells it apart. */
export function evidenceInWords(value: string, type: string): string {
  if (type === 'period' && /^\d{6}$/.test(value)) return writePeriod(value);
  if (type === 'money' && /^-?\d+(\.\d+)?$/.test(value)) return yuan(value);
  if (type === 'ratio' && /^-?\d+\.\d+$/.test(value)) return value.replace(/\.?0+$/, '');
  return shortened(type === 'datetime' ? value.slice(0, 16).replace('T', ' ') : value);
}

/** A hash by its first characters; the whole of it tells nobody anything. */
export function shortened(text: string): string {
  return /^[0-9a-f]{32,}$/i.test(text) ? `${text.slice(0, 8)}…` : text;
}
