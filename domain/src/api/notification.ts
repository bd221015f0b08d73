import { z } from 'zod';
import { noticeKinds, noticeTargets } from '../notify/index.js';
import { route } from './contract.js';
import { agencyShape, dayShape, instantShape, pageOf, pageQueryShape, periodShape } from './shapes.js';

const notificationIdShape = z.string().regex(/^\d{1,18}$/);

/** What somebody is told of: what happened, about what, and until when something is to be done. No personal data. */
export const notificationShape = z.object({
  id: notificationIdShape,
  kind: z.enum(noticeKinds),
  urgent: z.boolean(),
  target: z.object({ kind: z.enum(noticeTargets), id: z.string().nullable() }),
  /** Of the alert, inspection or major matter. */
  number: z.string().nullable(),
  indicator: z.object({ code: z.string(), title: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
  agency: z.object({ code: agencyShape, name: z.string() }).nullable(),
  /** The date that ran when it was written. */
  dueOn: dayShape.nullable(),
  period: periodShape.nullable(),
  /** Business time. */
  at: instantShape,
  readAt: instantShape.nullable(),
});

/** How somebody wants to be told besides the product. */
const channelShape = z.object({
  /** Null: no mail. */
  address: z.email().max(200).nullable(),
  /** What happened since, at half past eight of each working day. */
  digest: z.boolean(),
  /** What is urgent, within minutes. */
  urgent: z.boolean(),
});
const unreadShape = z.object({ unread: z.number().int() });

export const notificationRoutes = {
  listNotifications: route({
    name: 'listNotifications',
    method: 'GET',
    path: '/notifications',
    summary: 'What this account was told of, the latest first; and how much of it is unread',
    access: 'session',
    query: pageQueryShape.extend({ unread: z.enum(['true', 'false']).optional() }),
    reply: pageOf(notificationShape).extend(unreadShape.shape),
  }),
  markNotificationsRead: route({
    name: 'markNotificationsRead',
    method: 'POST',
    path: '/notifications/read',
    summary: 'Marks notifications as read: those named, or all up to one',
    access: 'session',
    body: z.union([
      z.object({ ids: z.array(notificationIdShape).min(1).max(200) }).strict(),
      z.object({ through: notificationIdShape }).strict(),
    ]),
    reply: unreadShape,
  }),
  streamNotifications: route({
    name: 'streamNotifications',
    method: 'GET',
    path: '/notifications/stream',
    summary: 'Server-sent events: each new notification of this account; after Last-Event-ID what followed it',
    access: 'session',
    kind: 'stream',
    reply: notificationShape,
  }),
  getNotificationChannel: route({
    name: 'getNotificationChannel',
    method: 'GET',
    path: '/notifications/channel',
    summary: 'Where this account is told by mail, and whether mail is set up at all',
    access: 'session',
    reply: channelShape.extend({ mailOn: z.boolean() }),
  }),
  setNotificationChannel: route({
    name: 'setNotificationChannel',
    method: 'PUT',
    path: '/notifications/channel',
    summary: 'Sets where this account is told by mail',
    access: 'session',
    body: channelShape,
    reply: channelShape.extend({ mailOn: z.boolean() }),
  }),
} as const;
