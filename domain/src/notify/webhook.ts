import { DomainError } from '../errors.js';
import { noticeKinds, type NoticeKind } from './notices.js';

/**
 * Of the product's own trouble nobody outside is told: that could be about the very address. Who stands in for whom is nobody's
 * business there.
 */
const notOutside: readonly NoticeKind[] = ['webhook_dead', 'mail_failing', 'stand_in'];
export const webhookKinds = noticeKinds.filter((kind) => !notOutside.includes(kind)) as [NoticeKind, ...NoticeKind[]];

/** What an address is sent when the administrator tries it. */
export const TEST_DELIVERY = 'test';

/** A name is part of addresses and of the audit. */
export const webhookNamePattern = /^[a-z0-9_]{1,40}$/;

/** More addresses than this are not kept; each event looks at all of them. */
export const MOST_WEBHOOKS = 20;

/** `taken`: answered 2xx · `refused`: answered otherwise · `unreached`: no answer · `barred`: the address may not be called. */
export const webhookOutcomes = ['taken', 'refused', 'unreached', 'barred'] as const;
export type WebhookOutcome = (typeof webhookOutcomes)[number];

/** Minutes after each attempt that failed; about a day in all. Then the delivery is given up and the administrator is told. */
export const webhookWaits = [1, 2, 4, 8, 15, 30, 60, 120, 240, 480, 480] as const;

/** Minutes that an address which did not answer is left alone, by how often in a row; the last one from then on. */
export const silenceWaits = [1, 2, 4, 8, 15, 30, 60] as const;

/** Days that delivered notices are kept; ours, no article names a time. */
export const KEEP_DELIVERIES_DAYS = 90;

/**
 * What becomes of a delivery after its attempt. Whoever receives it tells a repetition by its id, so an attempt whose end nobody
 * knows counts as one that failed.
 * @param attempts this one included
 */
export function afterDelivery(
  outcome: WebhookOutcome,
  attempts: number,
): { state: 'sent' | 'queued' | 'failed'; waitMinutes: number } {
  if (outcome === 'taken') return { state: 'sent', waitMinutes: 0 };
  const wait = webhookWaits[attempts - 1];
  return wait === undefined ? { state: 'failed', waitMinutes: 0 } : { state: 'queued', waitMinutes: wait };
}

/**
 * The address as it is kept.
 * @param origins such as `http://10.1.2.3:8080`, which may be called although they are not https or not public
 * @throws DomainError WEBHOOK_NOT_POSSIBLE
 */
export function readWebhookUrl(text: string, origins: readonly string[]): URL {
  const refuse = (why: string) => new DomainError('WEBHOOK_NOT_POSSIBLE', { why });
  if (!URL.canParse(text)) throw refuse('address');
  const url = new URL(text);
  if (url.username || url.password || url.hash) throw refuse('address');
  if (origins.includes(url.origin)) return url;
  if (url.protocol !== 'https:') throw refuse('https');
  return url;
}

/** The origins of a list with commas between them. @throws Error that names what is none */
export function readOrigins(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const url = URL.canParse(part) ? new URL(part) : null;
      if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
        throw new Error(`WEBHOOK_ALLOW_ORIGINS names no origin: ${part}`);
      return url.origin;
    });
}
