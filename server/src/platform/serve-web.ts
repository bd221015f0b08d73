import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export function hasWeb(folder: string): boolean {
  return existsSync(join(folder, 'index.html'));
}

/** The built web, with its one page for every address that is none of the API's. */
export async function serveWeb(fastify: FastifyInstance, folder: string): Promise<void> {
  if (!hasWeb(folder)) return;
  await fastify.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Names below assets/ carry a hash of their content.
      const forever = path.includes('/assets/');
      void reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.get('/*', (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    // What looks like a file and is none is missing; only pages are the web's own matter.
    if (path === '/api' || path.startsWith('/api/') || /\.[a-z0-9]+$/i.test(path)) return reply.callNotFound();
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}
