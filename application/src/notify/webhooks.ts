import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import type { BodyOf, ReplyOf, routes } from '@fundwatch/domain/api';
import { systemContext, type RequestContext } from '@fundwatch/domain/identity';
import { MOST_WEBHOOKS, TEST_DELIVERY } from '@fundwatch/domain/notify';
import type { Repositories, Webhook } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { sealSecret } from './seal-secret.js';
import { makeSigningSecret } from './sign-webhook.js';
import { requireWebhookUrl } from './webhook-transport.js';

/** How everything that is told outside does: mail as a whole, and every webhook. @throws DomainError NOT_ALLOWED */
export async function getOutgoing(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.getOutgoing>> {
  const webhooks = await app.database.withContext(context, (repositories) => repositories.webhooks.list(MOST_WEBHOOKS));
  // Messages are nobody's to read; how many there are is the administrator's.
  const state = await app.database.withContext(systemContext('mail-state', context.requestId), ({ mail }) =>
    mail.state(),
  );
  return { mail: { ...state, on: app.settings.mailOn }, webhooks, allowedOrigins: [...app.settings.webhookOrigins] };
}

/** Keeps a new address; its secret is told now and never again. @throws DomainError WEBHOOK_NOT_POSSIBLE */
export async function addWebhook(
  app: Application,
  context: RequestContext,
  { name, url, kinds }: BodyOf<typeof routes.addWebhook>,
): Promise<{ secret: string }> {
  const webhook = { ...stamp(app, context), name, url: urlOf(app, url), kinds, enabled: true };
  return changing(app, context, 'webhook.add', webhook, async ({ webhooks }) => {
    if ((await webhooks.list(MOST_WEBHOOKS)).length >= MOST_WEBHOOKS) throw refusal('too_many');
    if (!(await webhooks.insert(webhook))) throw refusal('name_taken');
    return { secret: await newSecret(app, webhooks, webhook) };
  });
}

/** @throws DomainError NOT_FOUND, WEBHOOK_NOT_POSSIBLE */
export async function changeWebhook(
  app: Application,
  context: RequestContext,
  { name, url, kinds, enabled, seenAt }: BodyOf<typeof routes.changeWebhook> & { name: string },
): Promise<void> {
  const webhook = { ...stamp(app, context), name, url: urlOf(app, url), kinds, enabled };
  await changing(app, context, 'webhook.change', webhook, async ({ webhooks }) => {
    const before = await lock(webhooks, name);
    if (Date.parse(before.changedAt) !== Date.parse(seenAt)) throw refusal('changed');
    await webhooks.change(webhook);
  });
}

/** A new secret from the next attempt on; told now and never again. @throws DomainError NOT_FOUND */
export async function renewWebhookSecret(
  app: Application,
  context: RequestContext,
  { name }: { name: string },
): Promise<{ secret: string }> {
  return changing(app, context, 'webhook.renew-secret', { name }, async ({ webhooks }) => {
    await lock(webhooks, name);
    return { secret: await newSecret(app, webhooks, { name, ...stamp(app, context) }) };
  });
}

/** Sends the address something that is about nothing. @throws DomainError NOT_FOUND, WEBHOOK_NOT_POSSIBLE */
export async function testWebhook(
  app: Application,
  context: RequestContext,
  { name }: { name: string },
): Promise<{ deliveryId: string }> {
  const id = randomUUID();
  const at = await app.clock.now();
  await changing(app, context, 'webhook.test', { name }, async ({ webhooks }) => {
    if (!(await lock(webhooks, name)).enabled) throw refusal('off');
    const nothing = { number: null, indicator: null, agency: null, period: null };
    const body = { target: { kind: 'outgoing', id: name }, ...nothing, at };
    await webhooks.enqueue(id, name, TEST_DELIVERY, body, app.realTime());
  });
  await nudge(app);
  return { deliveryId: id };
}

/** What was given up for an address is tried anew, with the same ids. @throws DomainError NOT_FOUND */
export async function sendWebhookAgain(
  app: Application,
  context: RequestContext,
  { name }: { name: string },
): Promise<{ again: number }> {
  const again = await changing(app, context, 'webhook.send-again', { name }, async ({ webhooks }) => {
    await lock(webhooks, name);
    return webhooks.sendFailedAgain(name, app.realTime());
  });
  await nudge(app);
  return { again };
}

/** Messages that the mail server refused for good are tried anew, with the same Message-IDs. @throws DomainError NOT_ALLOWED */
export async function sendMailAgain(app: Application, context: RequestContext): Promise<{ again: number }> {
  const businessAt = await app.clock.now();
  const again = await app.database.withContext(systemContext('mail-again', context.requestId), ({ mail }) =>
    mail.sendFailedAgain(app.realTime()),
  );
  await app.database.withContext(context, ({ audit }) =>
    audit.append({ action: 'mail.send-again', target: { kind: 'mail', id: '' }, businessAt, details: { again } }),
  );
  await app.queue.enqueue('tellByMail', {}).catch(() => undefined);
  return { again };
}

/** What was sent to an address and what waits, the latest first. @throws DomainError NOT_FOUND, CURSOR_INVALID */
export async function listWebhookDeliveries(
  app: Application,
  context: RequestContext,
  input: { name: string; cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listWebhookDeliveries>> {
  const place = readCursor(input.cursor, app.realTime(), ['instant', 'uuid']);
  const after = place.after && { createdAt: String(place.after[0]), id: String(place.after[1]) };
  return app.database.withContext(context, async ({ webhooks }) => {
    await lock(webhooks, input.name);
    const rows = await webhooks.deliveries(input.name, after, input.limit + 1);
    return pageOf(
      rows,
      input.limit,
      place,
      await webhooks.countDeliveries(input.name),
      (row) => [row.place, row.id],
      ({ place: _place, ...row }) => row,
    );
  });
}

const refusal = (why: string) => new DomainError('WEBHOOK_NOT_POSSIBLE', { why });
const urlOf = (app: Application, text: string) => requireWebhookUrl(text, app.settings.webhookOrigins).href;
// A queue that is out of reach loses only the nudge; the sweep finds the work.
const nudge = (app: Application) => app.queue.enqueue('tellByWebhook', {}).catch(() => undefined);

function stamp(app: Application, { actor }: RequestContext): Pick<Webhook, 'changedByName' | 'changedAt'> {
  return { changedByName: actor.kind === 'user' ? actor.displayName : actor.name, changedAt: app.realTime() };
}

async function lock(webhooks: Repositories['webhooks'], name: string): Promise<Webhook> {
  const found = await webhooks.lock(name);
  if (!found) throw new DomainError('NOT_FOUND', { webhook: name });
  return found;
}

async function newSecret(
  app: Application,
  webhooks: Repositories['webhooks'],
  { name, changedByName, changedAt }: Pick<Webhook, 'name' | 'changedByName' | 'changedAt'>,
): Promise<string> {
  const secret = makeSigningSecret();
  await webhooks.addSecret(name, sealSecret(app.settings.installationSecret, name, secret), changedByName, changedAt);
  return secret;
}

/** One transaction with its line in the audit; the path of an address may be a token and stays out of it. */
async function changing<T>(
  app: Application,
  context: RequestContext,
  action: string,
  { name, url, kinds, enabled }: Pick<Webhook, 'name'> & Partial<Webhook>,
  work: (repositories: Repositories) => Promise<T>,
): Promise<T> {
  const businessAt = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const result = await work(repositories);
    await repositories.audit.append({
      action,
      target: { kind: 'webhook', id: name },
      businessAt,
      details: url ? { origin: new URL(url).origin, kinds, enabled } : {},
    });
    return result;
  });
}
