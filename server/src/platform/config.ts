import { fileURLToPath } from 'node:url';
import { readOrigins } from '@fundwatch/domain/notify';
import type { ReadingLimits } from './facts-reader.js';

/** Everything that the server reads from its environment. */
export interface ServerConfig {
  databaseUrl: string;
  redisUrl: string | undefined;
  home: string;
  host: string;
  port: number;
  /** Where people reach the product; null: only on this machine. */
  publicUrl: URL | null;
  /** Named for the jobs process; here it is only said whether there is one. */
  mail: { smtpUrl: string; from: string } | null;
  /** What notices may go to although it is not https or not public. */
  webhookOrigins: readonly string[];
  /** The virus scanner; null: attachments are kept without a look, and say so. */
  clamdUrl: string | null;
  installationSecret: string;
  demonstration: boolean;
  exchangeSources: { name: string; url: string }[];
  /** The built web. */
  webFolder: string;
  /** Refuse a reply that breaks its contract instead of sending it: in tests. */
  checkReplies: boolean;
  logLevel: string;
  /** How often an open stream is looked after, milliseconds: in tests. */
  heartbeatMs?: number;
  /** Other limits of reading facts: in tests. */
  reading?: Partial<ReadingLimits>;
}

/** @throws Error that names what is missing or wrong */
export function readConfig(env: NodeJS.ProcessEnv = process.env): ServerConfig {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  return {
    databaseUrl: need('DATABASE_URL'),
    redisUrl: env['REDIS_URL'] || undefined,
    home: need('FUNDWATCH_HOME'),
    host: env['HOST'] || '127.0.0.1',
    port: readPort(env['PORT'] || '3000'),
    publicUrl: env['PUBLIC_URL'] ? new URL(env['PUBLIC_URL']) : null,
    mail: env['SMTP_URL'] && env['MAIL_FROM'] ? { smtpUrl: env['SMTP_URL'], from: env['MAIL_FROM'] } : null,
    webhookOrigins: readOrigins(env['WEBHOOK_ALLOW_ORIGINS'] ?? ''),
    clamdUrl: env['CLAMD_URL'] || null,
    installationSecret: need('FUNDWATCH_INSTALLATION_SECRET'),
    demonstration: env['FUNDWATCH_DEMONSTRATION'] === '1',
    exchangeSources: readSources(env['FUNDWATCH_EXCHANGE_SOURCES']),
    webFolder: env['FUNDWATCH_WEB'] || fileURLToPath(new URL('../../../web/dist', import.meta.url)),
    checkReplies: env['FUNDWATCH_CHECK_REPLIES'] === '1',
    logLevel: env['LOG_LEVEL'] || 'info',
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is not a port: ${text}`);
  return port;
}

function readSources(text: string | undefined): ServerConfig['exchangeSources'] {
  if (!text) return [];
  const wrong = new Error('FUNDWATCH_EXCHANGE_SOURCES is not a JSON list of {name, url}');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong;
  }
  if (!Array.isArray(value)) throw wrong;
  return value.map((source: { name?: unknown; url?: unknown } | null) => {
    if (typeof source?.name !== 'string' || typeof source.url !== 'string') throw wrong;
    return { name: source.name, url: source.url };
  });
}
