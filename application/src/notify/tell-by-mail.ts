import { randomUUID } from 'node:crypto';
import { isWorkingDay, orWaiting } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import { afterAttempt, writeMail, type MailLine } from '@fundwatch/domain/notify';
import type { MailKind, StoredNotification } from '@fundwatch/storage';
import { readBusinessDay } from '../alert/business-day.js';
import type { Application, MailSettings } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { happenedZh } from './notice-words.js';
import { pageOfTarget } from './page-of-target.js';
import { indicatorTitles, viewNotification } from './view-notification.js';

const BATCH = 100;

/**
 * The sweep of mail: gathers what is urgent at once, everything else in the digest of half past eight on working days, and sends what
 * waits. Nothing without a mail server. Needs the system's context.
 */
export async function tellByMail(app: Application, context: RequestContext): Promise<Record<string, number>> {
  const { mail } = app;
  if (!mail) return { composed: 0, sent: 0 };
  const { now, today, terms } = await readBusinessDay(app);
  let composed = await compose(app, context, mail.settings, 'urgent', now, (first) => `urgent-${first.id}`);
  const halfPastEight = new Date(`${today}T08:30:00+08:00`).toISOString();
  // A year without a calendar must not silence anybody.
  if (now >= halfPastEight && (orWaiting(() => isWorkingDay(terms.calendar, today)) ?? true))
    composed += await compose(app, context, mail.settings, 'digest', halfPastEight, () => `digest-${today}`);
  return { composed, ...(await send(app, context, now)) };
}

async function compose(
  app: Application,
  context: RequestContext,
  { from, publicUrl }: MailSettings,
  kind: MailKind,
  until: string,
  keyOf: (first: StoredNotification) => string,
): Promise<number> {
  const now = app.realTime();
  const host = from.match(/@([^\s>]+)/)?.[1] ?? 'fundwatch.invalid';
  const accounts = await app.database.withContext(context, ({ mail }) => mail.accountsToTell(kind, until));
  let composed = 0;
  for (const { account, address } of accounts)
    await app.database.withContext(context, async (repositories) => {
      const rows = await repositories.mail.holdNotices(account, kind, until);
      const [first] = rows;
      if (!first) return;
      const titles = await indicatorTitles(app, repositories, rows);
      const lines = rows.map((row) => lineOf(viewNotification(app, titles, row), publicUrl));
      const text = writeMail(kind, lines, publicUrl && new URL('/notifications', publicUrl).href);
      const message = { id: randomUUID(), messageId: `<${keyOf(first)}-${account}@${host}>`, account, address, kind };
      const written = await repositories.mail.insert(
        { ...message, ...text },
        rows.map(({ id }) => id),
        now,
      );
      if (written) composed += 1;
    });
  return composed;
}

function lineOf(one: ReturnType<typeof viewNotification>, publicUrl: string | null): MailLine {
  return {
    happened: happenedZh[one.kind],
    about:
      [one.number, one.indicator?.title.zh, one.agency?.name, one.period].filter(Boolean).join('，') ||
      '请在系统内查看',
    dueOn: one.dueOn,
    link: publicUrl && new URL(pageOfTarget(one.target), publicUrl).href,
  };
}

async function send(
  app: Application,
  context: RequestContext,
  businessAt: string,
): Promise<{ sent: number; failed: number }> {
  const counts = { sent: 0, failed: 0 };
  const due = await app.database.withContext(context, ({ mail }) => mail.due(app.realTime(), BATCH));
  let outOfReach = false;
  for (const id of due) {
    // Whoever does not answer now does not answer the next message either.
    if (outOfReach) break;
    // The outer transaction only holds the message; what is known of it is committed before and after the sending.
    await app.database.withContext(context, async (holder) => {
      if (!(await holder.mail.hold(id))) return;
      const message = await app.database.withContext(context, ({ mail }) => mail.begin(id, app.realTime()));
      if (!message) return;
      // A worker died over it twice: a third time could be a second repetition.
      const { outcome, error } =
        message.uncertain > 1
          ? { outcome: 'unknown' as const, error: 'died twice' }
          : await app.mail!.transport.send(message);
      if (outcome === 'taken') crashPoint('mail.after-send');
      const uncertain = message.uncertain + (outcome === 'unknown' && message.uncertain < 2 ? 1 : 0);
      const next = afterAttempt(outcome, { attempts: message.attempts, uncertain });
      const now = app.realTime();
      const nextAt = new Date(Date.parse(now) + next.waitMinutes * 60_000).toISOString();
      outOfReach = outcome === 'unreached';
      // What no server looked at was no attempt.
      const attempts = message.attempts - (outOfReach ? 1 : 0);
      const sentAt = outcome === 'taken' ? now : null;
      await app.database.withContext(context, async ({ mail, webhooks }) => {
        await mail.end(id, { state: next.state, attempts, uncertain, nextAt, sentAt, error });
        if (outcome === 'taken') await mail.serverTakes();
        if (outOfReach && (await mail.serverFails(now, error)))
          await webhooks.tellAdministrator('mail_failing', null, businessAt);
      });
      if (next.state === 'sent') counts.sent += 1;
      if (next.state === 'failed') counts.failed += 1;
    });
  }
  return counts;
}
