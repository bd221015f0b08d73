import { z } from 'zod';
import type { Role } from '../identity/index.js';

/** Who may call: anyone, any signed-in account, or the listed roles. Deny is the default: there is no route without it. */
export type Access = 'public' | 'session' | readonly Role[];

/**
 * The contract of one HTTP route: the server parses by it, the web's client and openapi.json are made from it.
 * `upload` takes a multipart body with one file, `download` answers bytes, `tus` is the resumable upload of tus 1.0.0,
 * `stream` server-sent events whose data is the reply;
 * everything else is JSON.
 */
export interface RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  name: string;
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under /api; path parameters as `:name`. */
  path: `/${string}`;
  summary: string;
  access: Access;
  kind: 'json' | 'upload' | 'download' | 'tus' | 'stream';
  params: Params;
  query: Query;
  body: Body;
  reply: Reply;
}

const nothing = z.object({});

/** Declares a route; whatever it does not name is empty. */
export function route<
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof nothing,
  R extends z.ZodType = typeof nothing,
>(contract: {
  name: string;
  method: RouteContract['method'];
  path: `/${string}`;
  summary: string;
  access: Access;
  kind?: RouteContract['kind'];
  params?: P;
  query?: Q;
  body?: B;
  reply?: R;
}): RouteContract<P, Q, B, R> {
  return {
    kind: 'json',
    ...contract,
    params: (contract.params ?? nothing) as P,
    query: (contract.query ?? nothing) as Q,
    body: (contract.body ?? nothing) as B,
    reply: (contract.reply ?? nothing) as R,
  };
}

export type ParamsOf<T extends RouteContract> = z.input<T['params']>;
export type QueryOf<T extends RouteContract> = z.input<T['query']>;
export type BodyOf<T extends RouteContract> = z.input<T['body']>;
export type ReplyOf<T extends RouteContract> = z.output<T['reply']>;
