import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { RunAs } from './postgres/index.js';

/** A database that an information system offers its monthly data in. */
export interface ExchangeSource {
  name: string;
  url: string;
}

/** What the surroundings say to the launcher and the command line. */
export interface CliConfig {
  /** Where data is kept. */
  home: string;
  /** The folder in which the command was typed; files that it names are meant from there. */
  typedIn: string;
  port: number;
  /** What people type into the browser; derived from the port unless the product stands behind a proxy. */
  publicUrl?: string;
  /** A PostgreSQL of one's own, as the application's login role; with it nothing is embedded. */
  databaseUrl?: string;
  /** The same as the owner of the schema, for migrations only. */
  databaseAdminUrl?: string;
  redisUrl?: string;
  /** Forces the way the embedded PostgreSQL is run. */
  postgresRunAs?: RunAs;
  /** Overrides the sources that the home knows. */
  exchangeSources?: ExchangeSource[];
  /** Key of related keys; kept in the home unless given. */
  installationSecret?: string;
  /** DuckDB's own notation, e.g. `1GiB`. */
  memoryLimit?: string;
  /** Which engine reads the facts. */
  factStore?: string;
  factDatabaseUrl?: string;
  /** The password of an account that is added without a terminal. */
  newPassword?: string;
  /** Who is at the keyboard, for the audit. */
  operatingSystemUser: string;
}

const WAYS: readonly string[] = ['self', 'unshare', 'os-user'];

/** Reads the environment. Throws, naming the variable, when one says something impossible. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): CliConfig {
  const set = (name: string) => env[name]?.trim() || undefined;
  const runAs = set('FUNDWATCH_PG_RUNAS');
  if (runAs !== undefined && !WAYS.includes(runAs))
    throw new Error(`FUNDWATCH_PG_RUNAS is "${runAs}"; possible: ${WAYS.join(', ')}.`);
  // npm runs scripts in the package's folder.
  const typedIn = resolve(set('INIT_CWD') ?? '.');
  return {
    home: resolve(typedIn, set('FUNDWATCH_HOME') ?? '.fundwatch'),
    typedIn,
    port: readPort(set('PORT')),
    publicUrl: set('PUBLIC_URL'),
    databaseUrl: set('DATABASE_URL'),
    databaseAdminUrl: set('DATABASE_ADMIN_URL'),
    redisUrl: set('REDIS_URL'),
    postgresRunAs: runAs as RunAs | undefined,
    exchangeSources: readSources(set('FUNDWATCH_EXCHANGE_SOURCES')),
    installationSecret: set('FUNDWATCH_INSTALLATION_SECRET'),
    memoryLimit: set('FUNDWATCH_MEMORY_LIMIT'),
    factStore: set('FACT_STORE'),
    factDatabaseUrl: set('FACT_DATABASE_URL'),
    newPassword: env['FUNDWATCH_PASSWORD'] || undefined,
    operatingSystemUser: set('SUDO_USER') ?? set('USER') ?? set('LOGNAME') ?? accountName(),
  };
}

/** What a process that we start inherits, without the secrets and settings that are given to it one by one. */
export function inheritedEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { DATABASE_ADMIN_URL: _admin, FUNDWATCH_PASSWORD: _password, ...rest } = env;
  return rest;
}

/** The name of the account that runs us; containers may give it none. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

function readPort(text = '3000'): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT is "${text}", not a port number.`);
  return port;
}

function readSources(text: string | undefined): ExchangeSource[] | undefined {
  if (text === undefined) return undefined;
  let sources: unknown;
  try {
    sources = JSON.parse(text);
  } catch {
    sources = undefined;
  }
  const valid =
    Array.isArray(sources) && sources.every((each) => typeof each?.name === 'string' && typeof each?.url === 'string');
  if (!valid) throw new Error('FUNDWATCH_EXCHANGE_SOURCES must be a JSON list of {"name": …, "url": …}.');
  return sources as ExchangeSource[];
}
