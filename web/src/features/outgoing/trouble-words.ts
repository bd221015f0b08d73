import { t } from '../../platform/i18n/i18n.js';

const known = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'lost',
  EAI_AGAIN: 'lost',
  EDNS: 'lost',
  ETIMEDOUT: 'late',
  TimeoutError: 'late',
  ABORT_ERR: 'late',
  ECONNRESET: 'broken',
  ESOCKET: 'refused',
  ECONNECTION: 'refused',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  CERT_HAS_EXPIRED: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  EAUTH: 'login',
  private: 'private',
  https: 'https',
  secret: 'secret',
} as const;

/** Why something was not taken, in words; what has none stays the code that an expert can look up. */
export function troubleWords(error: string): string {
  const [code = '', status] = error.split(' ');
  if (code === 'HTTP') return t('outgoing.trouble.http', { code: status ?? '' });
  if (code in known) return t(`outgoing.trouble.${known[code as keyof typeof known]}`);
  return status ? t('outgoing.trouble.mail', { code: status }) : error;
}
