import {
  routes,
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ReplyOf,
  type RouteContract,
} from '@fundwatch/domain/api';
import { addressOf } from './address-of.js';
import { ApiError, errorOfReply } from './api-error.js';
import { signInAgain } from './sign-in-again.js';

export { routes };

type Needs<T, Key extends string> = Record<never, never> extends T ? { [K in Key]?: T } : { [K in Key]: T };
/** What a route needs: path parameters, query and body; only those that its contract requires are required. */
export type InputOf<T extends RouteContract> = Needs<ParamsOf<T>, 'params'> &
  Needs<QueryOf<T>, 'query'> &
  Needs<BodyOf<T>, 'body'>;

interface AnyInput {
  params?: object;
  query?: object;
  body?: unknown;
}
interface CallOptions {
  signal?: AbortSignal;
  /** Set where a missing session is an answer and not an interruption (the first look at the session). */
  withoutDialog?: boolean;
}

/**
 * Calls a route of the contracts. An expired session opens the sign-in dialog over the page and the call is made
 * again afterwards, so that nothing typed is lost.
 * @throws ApiError
 */
export async function api<T extends RouteContract>(
  route: T,
  ...[input, options]: Record<never, never> extends InputOf<T>
    ? [input?: InputOf<T>, options?: CallOptions]
    : [input: InputOf<T>, options?: CallOptions]
): Promise<ReplyOf<T>> {
  const { params, query, body } = (input ?? {}) as AnyInput;
  const address = addressOf(route.path, params as Record<string, unknown>, query as Record<string, unknown>);
  const call = () => fetchJson(route.method, address, body, options?.signal);
  if (route.access === 'public' || options?.withoutDialog) return (await call()) as ReplyOf<T>;
  return (await withSession(call)) as ReplyOf<T>;
}

/** Makes a call; if the session is gone, asks for sign-in and makes it again. */
export async function withSession<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isSessionGone(error)) throw error;
      await signInAgain();
    }
  }
}

function isSessionGone(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'SESSION_EXPIRED' || error.code === 'NOT_SIGNED_IN');
}

async function fetchJson(method: string, address: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
  const hasBody = method !== 'GET' && method !== 'DELETE';
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(hasBody ? { 'content-type': 'application/json' } : {}) },
      ...(hasBody ? { body: JSON.stringify(body ?? {}) } : {}),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('NETWORK_UNREACHABLE', 0);
  }
  const text = await response.text();
  let reply: unknown = null;
  try {
    reply = text ? JSON.parse(text) : null;
  } catch {
    if (response.ok) throw new ApiError('REPLY_UNREADABLE', response.status);
  }
  if (!response.ok) throw errorOfReply(response.status, reply);
  return reply;
}
