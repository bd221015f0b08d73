import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const KEY_BYTES = 32;

/** A new signing secret in the notation of Standard Webhooks, `whsec_` and the key in base64. */
export function makeSigningSecret(): string {
  return PREFIX + randomBytes(KEY_BYTES).toString('base64');
}

/**
 * The headers by which a receiver knows whose message it is and that it was not seen before (Standard Webhooks): HMAC-SHA256 over
 * `id.seconds.body`. The id is that of every attempt.
 */
export function signWebhook(secret: string, id: string, at: string, body: string): Record<string, string> {
  const seconds = String(Math.floor(Date.parse(at) / 1000));
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature}`,
    'idempotency-key': id,
  };
}
