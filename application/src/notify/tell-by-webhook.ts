import type { RequestContext } from '@fundwatch/domain/identity';
import { afterDelivery, silenceWaits, type NoticeTarget, type WebhookOutcome } from '@fundwatch/domain/notify';
import type { DeliveryAttempt } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { pageOfTarget } from './page-of-target.js';
import { openSecret } from './seal-secret.js';
import { signWebhook } from './sign-webhook.js';

const BATCH = 100;
/** Addresses that are called side by side; each delivery on its way holds a connection to the database. */
const AT_ONCE = 4;
/** After so many refusals in one run an address is left alone until the next. */
const MOST_REFUSALS = 5;

/**
 * The sweep of webhooks: sends what waits, signed, to several addresses side by side. A worker that dies between sending and marking makes the next one send the same
 * id once more. What is given up after about a day the administrator is told of, once. Needs the system's context.
 */
export async function tellByWebhook(
  app: Application,
  context: RequestContext,
): Promise<{ sent: number; postponed: number; failed: number }> {
  const counts = { sent: 0, postponed: 0, failed: 0 };
  const due = await app.database.withContext(context, ({ webhooks }) => webhooks.due(app.realTime(), BATCH));
  const waiting = [...due];
  const callOneByOne = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await tellAddress(app, context, next, counts);
  };
  const over = await Promise.allSettled(Array.from({ length: AT_ONCE }, callOneByOne));
  const broken = over.find((one) => one.status === 'rejected');
  if (broken) throw broken.reason;
  return counts;
}

/** One after the other, until the address does not answer: then it is left alone for a while, each time longer. */
async function tellAddress(
  app: Application,
  context: RequestContext,
  { webhook, ids }: { webhook: string; ids: readonly string[] },
  counts: { sent: number; postponed: number; failed: number },
): Promise<void> {
  let refusals = 0;
  for (const id of ids) {
    const outcome = await deliver(app, context, id, counts);
    if (outcome === 'unreached')
      await app.database.withContext(context, ({ webhooks }) =>
        webhooks.leaveAlone(webhook, app.realTime(), silenceWaits),
      );
    if (outcome === 'refused') refusals += 1;
    if (outcome === 'unreached' || outcome === 'barred' || refusals >= MOST_REFUSALS) return;
  }
}

async function deliver(
  app: Application,
  context: RequestContext,
  id: string,
  counts: { sent: number; postponed: number; failed: number },
): Promise<WebhookOutcome | null> {
  // The outer transaction only holds the delivery; what is known of it is committed before and after the sending.
  return app.database.withContext(context, async (holder) => {
    if (!(await holder.webhooks.hold(id))) return null;
    const attempt = await app.database.withContext(context, ({ webhooks }) => webhooks.begin(id, app.realTime()));
    if (!attempt) return null;
    const { outcome, status, error } = await post(app, attempt);
    if (outcome === 'taken') crashPoint('webhook.after-send');
    const { state, waitMinutes } = afterDelivery(outcome, attempt.attempts);
    const now = app.realTime();
    const businessAt = await app.clock.now();
    const nextAt = new Date(Date.parse(now) + waitMinutes * 60_000).toISOString();
    await app.database.withContext(context, async ({ webhooks }) => {
      await webhooks.end(id, { state, nextAt, sentAt: state === 'sent' ? now : null, status, error });
      if (outcome === 'taken' || outcome === 'refused') await webhooks.answers(attempt.webhook);
      if (state === 'sent') await webhooks.takes(attempt.webhook);
      if (state === 'failed') await webhooks.gaveUp(attempt.webhook, now, businessAt);
    });
    counts[state === 'queued' ? 'postponed' : state] += 1;
    return outcome;
  });
}

async function post(
  app: Application,
  { id, webhook, url, kind, body, createdAt, sealed }: DeliveryAttempt,
): Promise<{ outcome: WebhookOutcome; status: number | null; error: string | null }> {
  const secret = sealed && openSecret(app.settings.installationSecret, webhook, sealed);
  if (!secret) return { outcome: 'barred', status: null, error: 'secret' };
  const { publicUrl } = app.settings;
  const page = pageOfTarget(body.target as { kind: NoticeTarget; id: string | null });
  const link = publicUrl && new URL(page, publicUrl).href;
  const text = JSON.stringify({ type: kind, timestamp: createdAt, data: { ...body, link } });
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Fundwatch',
    ...signWebhook(secret, id, app.realTime(), text),
  };
  return app.webhooks.post(url, headers, text);
}
