import { DomainError } from '@fundwatch/domain';
import type { FastifyRequest } from 'fastify';

/**
 * Every change of state must come from the product's own pages: where they are reached is PUBLIC_URL, or this machine.
 * The Host header is not asked, because a foreign name may be made to point here. @throws DomainError ORIGIN_REFUSED
 */
export function checkOrigin(request: FastifyRequest, publicUrl: URL | null): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin } = request.headers;
  if (!origin || !isOwn(origin, publicUrl, request.socket.localPort)) throw new DomainError('ORIGIN_REFUSED');
}

function isOwn(origin: string, publicUrl: URL | null, localPort: number | undefined): boolean {
  if (publicUrl) return origin === publicUrl.origin;
  return ['127.0.0.1', 'localhost', '[::1]'].some((host) => origin === new URL(`http://${host}:${localPort}`).origin);
}
