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

/** What kind of trouble an error is, with the status that the other side gave; null where nobody has a word for it. */
export function troubleOf(
  error: string,
): { kind: (typeof known)[keyof typeof known] | 'http' | 'mail'; code: string } | null {
  const [word = '', code = ''] = error.split(' ');
  if (word === 'HTTP') return { kind: 'http', code };
  if (word in known) return { kind: known[word as keyof typeof known], code };
  return code ? { kind: 'mail', code } : null;
}
