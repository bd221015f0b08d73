import { isApiError } from '../api/api-error.js';
import type { ErrorDetails, ErrorText } from './error-facts.js';
import { errorTextsEn } from './error-texts-en.js';
import { errorTextsZh } from './error-texts-zh.js';
import { language, t } from './i18n.js';

/** The text of an error code in the language in use. An unknown code is said as an internal error. */
export function textOfCode(code: string, details: ErrorDetails = {}): ErrorText {
  const texts = language() === 'zh' ? errorTextsZh : errorTextsEn;
  const textOf = code in texts ? texts[code as keyof typeof texts] : texts.INTERNAL;
  return textOf(details);
}

/** What one of several steps met, in a line; a fault with the number under which the administrator finds it. */
export function sayResult(error: { code: string; details: ErrorDetails } | null): string {
  const { code, details } = error ?? { code: 'INTERNAL', details: {} };
  const { what } = textOfCode(code, details);
  const { requestId } = details;
  return code === 'INTERNAL' && typeof requestId === 'string'
    ? `${what} ${t('platform.requestId', { id: requestId })}`
    : what;
}

/** What happened, what to do now, and the request number, for any error that reaches a screen. */
export function textOfError(error: unknown): ErrorText & { requestId: string | null; code: string } {
  if (isApiError(error))
    return { ...textOfCode(error.code, error.details), requestId: error.requestId, code: error.code };
  return { ...textOfCode('INTERNAL'), requestId: null, code: 'INTERNAL' };
}
