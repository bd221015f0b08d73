import { troubleOf } from '@fundwatch/domain/notify';
import { t } from '../../platform/i18n/i18n.js';

/** Why something was not taken, in words; what has none stays the code that an expert can look up. */
export function troubleWords(error: string): string {
  const trouble = troubleOf(error);
  return trouble ? t(`outgoing.trouble.${trouble.kind}`, { code: trouble.code }) : error;
}
