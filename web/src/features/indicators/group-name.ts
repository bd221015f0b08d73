import { t, type TextKey } from '../../platform/i18n/i18n.js';

export const groups = ['DQ', 'CB', 'DY', 'CW', 'NK', 'YX'] as const;

/** A group's name; a code we don't know stays a code. */
export function groupName(code: string): string {
  return (groups as readonly string[]).includes(code) ? t(`indicators.group.${code}` as TextKey) : code;
}
