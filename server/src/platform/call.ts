import type { Authenticated } from '@fundwatch/application';
import type { RouteContract } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

/** What a handler is given: who asks, and the request as its contract parsed it. */
export interface Call<T extends RouteContract> {
  context: RequestContext;
  /** Null on public routes without a live session. */
  authenticated: Authenticated | null;
  params: z.output<T['params']>;
  query: z.output<T['query']>;
  body: z.output<T['body']>;
  request: FastifyRequest;
  reply: FastifyReply;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the contract guard. */
    call?: Call<RouteContract>;
  }
}
