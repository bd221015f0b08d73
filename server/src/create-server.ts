import 'reflect-metadata';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { Application } from '@fundwatch/application';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { ServerConfig } from './platform/config.js';
import { logRequests } from './platform/log-requests.js';
import { createRequestNumber } from './platform/request-number.js';
import { securityHeaders } from './platform/security-headers.js';
import { serveWeb } from './platform/serve-web.js';
import { ServerModule } from './server.module.js';

/** JSON bodies are forms and drafts; uploads are streams and have their own limit. */
const LARGEST_BODY = 1024 * 1024;

/** The HTTP server over a composed application; it does not listen yet. Fails if a contract has no handler. */
export async function createServer(
  app: Application,
  config: ServerConfig,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY,
    genReqId: createRequestNumber,
    forceCloseConnections: true,
    trustProxy: false,
  });
  const fastify = adapter.getInstance();
  // A plain-text body would be a request that a foreign page may send without being asked first.
  fastify.removeContentTypeParser('text/plain');
  // The bytes of a resumable upload stay in the stream; nothing parses or holds them.
  fastify.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null));
  const headers = securityHeaders(config);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers).header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
  });
  logRequests(fastify, logger);
  await fastify.register(cookie as never);
  await fastify.register(multipart as never, { limits: { files: 1, fields: 10, fileSize: Number.MAX_SAFE_INTEGER } });
  const server = await NestFactory.create<NestFastifyApplication>(ServerModule.of({ app, config, logger }), adapter, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  server.setGlobalPrefix('api');
  await serveWeb(fastify as never, config.webFolder);
  await server.init();
  return server;
}
