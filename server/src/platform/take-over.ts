import type { FastifyReply } from 'fastify';

/** From here on the reply is written by hand, with the headers that every reply has. */
export function takeOver(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.hijack();
}
