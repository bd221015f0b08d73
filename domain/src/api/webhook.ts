import { z } from 'zod';
import { TEST_DELIVERY, webhookKinds, webhookNamePattern } from '../notify/index.js';
import { route } from './contract.js';
import { idShape, instantShape, pageOf, pageQueryShape } from './shapes.js';

const keepers = ['administrator'] as const;
const nameShape = z.string().regex(webhookNamePattern);
const kindsShape = z.array(z.enum(webhookKinds)).max(webhookKinds.length);
const urlShape = z.string().trim().min(1).max(500);
const named = z.object({ name: nameShape });

export const webhookShape = z.object({
  name: nameShape,
  url: z.string(),
  /** Empty: every kind of notice. */
  kinds: kindsShape,
  enabled: z.boolean(),
  changedByName: z.string(),
  changedAt: instantShape,
  /** Since when a delivery was given up and nothing was taken after it. */
  failingSince: instantShape.nullable(),
  waiting: z.number().int(),
  /** Given up. */
  failed: z.number().int(),
  lastSentAt: instantShape.nullable(),
  /** What went wrong last with what waits or was given up: `HTTP 503`, `ECONNREFUSED`, `private`, `secret` … */
  lastError: z.string().nullable(),
});

export const deliveryShape = z.object({
  /** The same in every attempt. */
  id: idShape,
  kind: z.enum([...webhookKinds, TEST_DELIVERY]),
  state: z.enum(['queued', 'sending', 'sent', 'failed']),
  attempts: z.number().int(),
  createdAt: instantShape,
  triedAt: instantShape.nullable(),
  nextAt: instantShape,
  sentAt: instantShape.nullable(),
  /** What the address answered last. */
  status: z.number().int().nullable(),
  error: z.string().nullable(),
});

const secretShape = z.object({
  /** Told once; `whsec_` and a key in base64, as Standard Webhooks has it. */
  secret: z.string(),
});
const againShape = z.object({ again: z.number().int() });

export const webhookRoutes = {
  getOutgoing: route({
    name: 'getOutgoing',
    method: 'GET',
    path: '/outgoing',
    summary: 'How mail does as a whole, and every webhook; no messages',
    access: keepers,
    reply: z.object({
      mail: z.object({
        on: z.boolean(),
        waiting: z.number().int(),
        failed: z.number().int(),
        /** Sent twice without an answer: may have arrived, and are not sent again. */
        unknown: z.number().int(),
        lastSentAt: instantShape.nullable(),
        failingSince: instantShape.nullable(),
        error: z.string().nullable(),
      }),
      webhooks: z.array(webhookShape),
      /** May be called although they are not https or not public; from the configuration. */
      allowedOrigins: z.array(z.string()),
    }),
  }),
  addWebhook: route({
    name: 'addWebhook',
    method: 'POST',
    path: '/webhooks',
    summary: 'Keep an address that is told of notices, signed; the secret is told once',
    access: keepers,
    body: z.object({ name: nameShape, url: urlShape, kinds: kindsShape }),
    reply: secretShape,
  }),
  changeWebhook: route({
    name: 'changeWebhook',
    method: 'PUT',
    path: '/webhooks/:name',
    summary: 'Change an address, its kinds, or switch it off and on',
    access: keepers,
    params: named,
    body: z.object({
      url: urlShape,
      kinds: kindsShape,
      enabled: z.boolean(),
      /** `changedAt` of what was seen; a change in between is refused. */
      seenAt: instantShape,
    }),
  }),
  renewWebhookSecret: route({
    name: 'renewWebhookSecret',
    method: 'POST',
    path: '/webhooks/:name/secret',
    summary: 'Sign with a new secret from the next attempt on; it is told once',
    access: keepers,
    params: named,
    reply: secretShape,
  }),
  testWebhook: route({
    name: 'testWebhook',
    method: 'POST',
    path: '/webhooks/:name/test',
    summary: 'Send an address something that is about nothing',
    access: keepers,
    params: named,
    reply: z.object({ deliveryId: idShape }),
  }),
  sendWebhookAgain: route({
    name: 'sendWebhookAgain',
    method: 'POST',
    path: '/webhooks/:name/again',
    summary: 'Try anew what was given up for an address, with the same ids',
    access: keepers,
    params: named,
    reply: againShape,
  }),
  listWebhookDeliveries: route({
    name: 'listWebhookDeliveries',
    method: 'GET',
    path: '/webhooks/:name/deliveries',
    summary: 'What was sent to an address and what waits, the latest first',
    access: keepers,
    params: named,
    query: pageQueryShape,
    reply: pageOf(deliveryShape),
  }),
  sendMailAgain: route({
    name: 'sendMailAgain',
    method: 'POST',
    path: '/outgoing/mail/again',
    summary: 'Try anew the messages that the mail server refused for good, with the same Message-IDs',
    access: keepers,
    reply: againShape,
  }),
} as const;
