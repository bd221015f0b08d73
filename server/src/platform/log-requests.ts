import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

interface Hooks {
  addHook(name: 'onResponse', hook: (request: FastifyRequest, reply: FastifyReply) => Promise<void>): unknown;
}

/** One line a request: number, route, status, time. The route and not the address: ids and filters may be personal. */
export function logRequests(fastify: Hooks, logger: Logger): void {
  fastify.addHook('onResponse', async (request, reply) => {
    logger.info({
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
}
