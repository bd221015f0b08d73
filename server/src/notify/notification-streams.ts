import { authenticate, readNewNotifications, type Application } from '@fundwatch/application';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readSessionToken } from '../platform/session-cookie.js';
import { takeOver } from '../platform/take-over.js';

/** Windows of one account that are told at the same time; the others ask by themselves. */
const STREAMS_AN_ACCOUNT = 6;
/** What comes within so many milliseconds is read together. */
const TOGETHER_MS = 100;
/** A browser that takes nothing any more is let go, bytes. */
const MOST_UNREAD = 1024 * 1024;

/** Server-sent events of what accounts are told. */
export class NotificationStreams {
  private readonly open = new Map<string, number>();

  constructor(
    private readonly app: Application,
    private readonly heartbeatMs: number,
  ) {}

  /**
   * Tells one window until it goes away or its session ends. A window that comes again names the last that it heard of and is told
   * what followed; 204 tells a browser not to come again.
   */
  async answer(context: RequestContext, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const account = context.actor.kind === 'user' ? context.actor.userId : '';
    const already = this.open.get(account) ?? 0;
    takeOver(reply);
    const { raw } = reply;
    if (already >= STREAMS_AN_ACCOUNT) {
      raw.writeHead(204).end();
      return;
    }
    this.open.set(account, already + 1);
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
    const write = (text: string) => {
      if (raw.writableEnded || raw.destroyed) return;
      raw.write(text);
      if (raw.writableLength > MOST_UNREAD) raw.destroy();
    };
    const send = async (which: Parameters<typeof readNewNotifications>[2]) => {
      for (const one of await readNewNotifications(this.app, context, which))
        write(`id: ${one.id}\nevent: notification\ndata: ${JSON.stringify(one)}\n\n`);
    };
    // A read that fails ends the stream; the browser comes again with the last that it heard of.
    const orEnd = (work: Promise<void>) => void work.catch(() => raw.destroy());

    let waiting: string[] = [];
    let timer: NodeJS.Timeout | undefined;
    const flush = () => {
      timer = undefined;
      const ids = waiting;
      waiting = [];
      orEnd(send({ ids }));
    };
    const stop = this.app.notices.follow(account, (id) => {
      if (id === null) return write('event: look\ndata: {}\n\n');
      waiting.push(id);
      timer ??= setTimeout(flush, TOGETHER_MS);
    });
    write('retry: 5000\nevent: ready\ndata: {}\n\n');
    const last = request.headers['last-event-id'];
    if (typeof last === 'string' && /^\d{1,18}$/.test(last)) orEnd(send({ after: last }));

    const token = readSessionToken(request) ?? '';
    const beat = setInterval(() => {
      write(': still here\n\n');
      // Looking does not keep the session alive.
      authenticate(this.app, token, request.id, { touch: false }).catch(() => {
        write('event: ended\ndata: {}\n\n');
        raw.end();
      });
    }, this.heartbeatMs);
    beat.unref();
    await new Promise<void>((resolve) => raw.once('close', resolve));
    clearInterval(beat);
    clearTimeout(timer);
    stop();
    const left = (this.open.get(account) ?? 1) - 1;
    if (left > 0) this.open.set(account, left);
    else this.open.delete(account);
  }
}
