import { isReady, type Application } from '@fundwatch/application';
import type { FastifyReply } from 'fastify';
import type { ServerConfig } from './config.js';
import { hasWeb } from './serve-web.js';

/** 200 when the product is ready for use: the database answers with the schema of this code, and the web is built. */
export async function checkReadiness(
  app: Application,
  config: ServerConfig,
  reply: FastifyReply,
): Promise<{ status: 'ready' } | { status: 'not_ready'; missing: string[] }> {
  const missing = [...((await isReady(app)) ? [] : ['database']), ...(hasWeb(config.webFolder) ? [] : ['web'])];
  if (missing.length === 0) return { status: 'ready' };
  void reply.status(503);
  return { status: 'not_ready', missing };
}
