import { figureRules, type ReportFigure } from '@fundwatch/domain/report';
import { formatDecimal } from '../../platform/i18n/format.js';

/** How much more or less than before, with its sign; a dash where nothing changed. Never through a float. */
export function changeOf(figure: ReportFigure, value: string, before: string): string {
  const cents = toCents(value) - toCents(before);
  if (cents === 0n) return '—';
  const digits = figureRules[figure].unit === 'yuan' ? 2 : 0;
  const size = cents < 0n ? -cents : cents;
  const text = `${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
  return `${cents < 0n ? '−' : '+'}${formatDecimal(text, digits)}`;
}

function toCents(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const cents = BigInt(whole + fraction.padEnd(2, '0').slice(0, 2));
  return text.startsWith('-') ? -cents : cents;
}
