import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

const name = 'fundwatch_session';

/** For this browser session only, out of reach of scripts and of other sites; only over https where the product is reached so. */
function options(publicUrl: URL | null) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: publicUrl?.protocol === 'https:' } as const;
}

export function readSessionToken(request: FastifyRequest): string | undefined {
  return request.cookies[name] || undefined;
}

export function setSessionToken(reply: FastifyReply, token: string, publicUrl: URL | null): void {
  void reply.setCookie(name, token, options(publicUrl));
}

export function clearSessionToken(reply: FastifyReply, publicUrl: URL | null): void {
  void reply.clearCookie(name, options(publicUrl));
}
