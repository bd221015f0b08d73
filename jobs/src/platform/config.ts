import { isAbsolute } from 'node:path';
import { KEEP_DELIVERIES_DAYS, readOrigins } from '@fundwatch/domain/notify';
import { z } from 'zod';

const shape = z.object({
  DATABASE_URL: z.string().min(1),
  REDIS_URL: z.string().optional(),
  FUNDWATCH_HOME: z.string().min(1),
  FUNDWATCH_INSTALLATION_SECRET: z.string().min(16),
  FUNDWATCH_DEMONSTRATION: z.enum(['0', '1']).default('0'),
  FUNDWATCH_EXCHANGE_SOURCES: z
    .string()
    .default('[]')
    .transform((text) => z.array(z.object({ name: z.string(), url: z.string() })).parse(JSON.parse(text))),
  /** Packages are dropped here by offline transfer; off unless set. */
  FUNDWATCH_WATCHED_FOLDER: z
    .string()
    .refine((path) => path === '' || isAbsolute(path), 'FUNDWATCH_WATCHED_FOLDER must be an absolute path')
    .transform((path) => path || undefined)
    .optional(),
  FUNDWATCH_MEMORY_LIMIT: z
    .string()
    .transform((limit) => limit || undefined)
    .optional(),
  /** How long a job whose worker died stays with it, milliseconds; tests make it short. */
  FUNDWATCH_JOB_LOCK_MS: z.coerce.number().int().min(1_000).default(30_000),
  /** Mail is off unless both are set. */
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  PUBLIC_URL: z.string().optional(),
  /** `https://hub.intranet:8443,http://10.1.2.3:8080`: what notices may go to although it is not https or not public. */
  WEBHOOK_ALLOW_ORIGINS: z
    .string()
    .default('')
    .transform((text) => readOrigins(text)),
  /** Days that notices are kept which an address took. */
  WEBHOOK_KEEP_DAYS: z.coerce.number().int().min(1).default(KEEP_DELIVERIES_DAYS),
  FACT_STORE: z.string().default('duckdb'),
  FACT_DATABASE_URL: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type JobsConfig = z.output<typeof shape>;

/** Reads the environment; says which variable is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): JobsConfig {
  return shape.parse(env);
}
