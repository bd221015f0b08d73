import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addUser } from '@fundwatch/application';
import { composeApplication, type ComposedApplication } from '@fundwatch/application/compose';
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, RouteContract } from '@fundwatch/domain/api';
import { routes } from '@fundwatch/domain/api';
import type { AlertSettings } from '@fundwatch/domain/alert';
import { systemContext, type OrganisationKind, type Role } from '@fundwatch/domain/identity';
import pg from 'pg';
import { pino } from 'pino';
import { createServer } from '../../server/src/create-server.js';
import type { ServerConfig } from '../../server/src/platform/config.js';
import { logFault } from '../../server/src/platform/log-fault.js';
import { createMigratedDatabase, type TestDatabase } from './postgres.js';

/** A time that stands still until a test moves it. */
export class TestTime {
  constructor(public instant: string) {}
  now(): string {
    return this.instant;
  }
  set(instant: string): void {
    this.instant = instant;
  }
  /** Moves on by minutes. */
  pass(minutes: number): void {
    this.instant = new Date(new Date(this.instant).getTime() + minutes * 60_000).toISOString();
  }
}

export interface ApiOptions {
  /** Business time; 2026-10-20 09:00 in Shanghai unless given. */
  now?: string;
  demonstration?: boolean;
  publicUrl?: string;
  exchangeSources?: { name: string; url: string }[];
  /** The built web; an empty page unless given. */
  webFolder?: string;
  /** Other limits of reading facts. */
  reading?: ServerConfig['reading'];
  /** Other numbers of the lifecycle; nothing is drawn for a second review unless given. */
  alerts?: Partial<AlertSettings>;
  /** Addresses that may be told although they are not https or not public. */
  webhookOrigins?: string[];
  /** A virus scanner; none unless given. */
  clamdUrl?: string;
  /** How often open streams are looked after. */
  heartbeatMs?: number;
  /** Where log lines go. */
  onLog?: (line: string) => void;
}

export const PASSWORD = 'only in tests 1';

/** Organisations that every API test knows. */
export const testOrganisations: { code: string; name: string; kind: OrganisationKind }[] = [
  { code: '120000', name: '市基金监督机构', kind: 'office' },
  { code: '120101', name: '和平区社保中心', kind: 'agency' },
  { code: '120102', name: '河东区社保中心', kind: 'agency' },
];

/** The whole API over a database of its own, on a free port. */
export interface TestApi {
  url: string;
  app: ComposedApplication;
  database: TestDatabase;
  /** Business time. */
  clock: TestTime;
  /** Real time: sessions and throttling. */
  realTime: TestTime;
  home: string;
  /** Adds an account with the tests' password. */
  addAccount(account: {
    userName: string;
    roles: Role[];
    organisation?: string;
    demonstration?: boolean;
  }): Promise<string>;
  /** A client that nobody has signed in with. */
  nobody(): ApiClient;
  /** A client signed in as an account that exists. */
  signedIn(userName: string): Promise<ApiClient>;
  /** Looks behind the scenes, as the owner of everything. */
  sql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

export async function startApi(options: ApiOptions = {}): Promise<TestApi> {
  const database = await createMigratedDatabase();
  const home = await mkdtemp(join(tmpdir(), 'fundwatch-api-'));
  const clock = new TestTime(options.now ?? '2026-10-20T01:00:00.000Z');
  const realTime = new TestTime('2026-11-02T01:00:00.000Z');
  const webFolder = options.webFolder ?? (await makeEmptyWeb(home));
  const config: ServerConfig = {
    databaseUrl: database.appUrl,
    redisUrl: undefined,
    home,
    host: '127.0.0.1',
    port: 0,
    publicUrl: options.publicUrl ? new URL(options.publicUrl) : null,
    mail: null,
    webhookOrigins: options.webhookOrigins ?? [],
    clamdUrl: options.clamdUrl ?? null,
    installationSecret: 'only-in-tests-only-in-tests-only',
    demonstration: options.demonstration ?? false,
    exchangeSources: options.exchangeSources ?? [],
    webFolder,
    checkReplies: true,
    logLevel: 'info',
    ...(options.reading ? { reading: options.reading } : {}),
    ...(options.heartbeatMs ? { heartbeatMs: options.heartbeatMs } : {}),
  };
  const lines: string[] = [];
  const logger = pino(
    { level: 'info' },
    { write: (line: string) => (options.onLog ?? ((one) => lines.push(one)))(line) },
  );
  const app = await composeApplication({
    databaseUrl: config.databaseUrl,
    home,
    demonstration: config.demonstration,
    exchangeSources: config.exchangeSources,
    clamdUrl: config.clamdUrl,
    installationSecret: config.installationSecret,
    poolSize: 5,
    webhookOrigins: config.webhookOrigins,
    publicUrl: options.publicUrl ?? null,
    alerts: { secondReviewPercent: 0, ...options.alerts },
    clock: { now: () => Promise.resolve(clock.now()) },
    realTime: () => realTime.now(),
    onFault: (fault) => logFault(logger, fault),
  });
  const server = await createServer(app, config, logger);
  await server.listen(0, '127.0.0.1');
  const url = (await server.getUrl()).replace('[::1]', '127.0.0.1');
  const owner = new pg.Client({ connectionString: database.adminUrl });
  await owner.connect();
  await app.database.withContext(systemContext('test', 'test'), async ({ organisations }) => {
    for (const organisation of testOrganisations) await organisations.enter(organisation, clock.now());
  });
  const api: TestApi = {
    url,
    app,
    database,
    clock,
    realTime,
    home,
    addAccount: async ({ organisation = '120000', ...account }) => {
      const user = { ...account, organisation, displayName: account.userName, password: PASSWORD };
      return (await addUser(app, systemContext('test', 'test'), user)).userId;
    },
    nobody: () => new ApiClient(url),
    signedIn: async (userName) => {
      const client = new ApiClient(url);
      const reply = await client.call(routes.signIn, { body: { userName, password: PASSWORD } });
      if (reply.status !== 200)
        throw new Error(`${userName} could not sign in: ${reply.status} ${JSON.stringify(reply.body)}`);
      return client;
    },
    sql: async (text, values) => (await owner.query(text, values)).rows as never,
    close: async () => {
      await server.close();
      await app.close();
      await owner.end();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
  return api;
}

async function makeEmptyWeb(home: string): Promise<string> {
  const folder = join(home, 'web');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Fundwatch</title>');
  return folder;
}

export interface ApiReply<T> {
  status: number;
  /** The contract's reply where the status is 200, else an error reply. */
  body: T;
  /** What came, as it came. */
  bytes: Buffer;
  headers: Headers;
}

interface CallInput<T extends RouteContract> {
  params?: ParamsOf<T>;
  query?: QueryOf<T>;
  body?: BodyOf<T>;
  /** For uploads. */
  file?: { name: string; bytes: Uint8Array };
  /** For the upload protocol: a raw body. */
  bytes?: Uint8Array;
  headers?: Record<string, string>;
}

/** Speaks to the API as a browser would: own origin, cookies kept. */
export class ApiClient {
  cookie: string | undefined;

  constructor(readonly url: string) {}

  async call<T extends RouteContract>(route: T, input: CallInput<T> = {}): Promise<ApiReply<ReplyOf<T>>> {
    const { file } = input;
    let body: string | FormData | Uint8Array | undefined = input.bytes;
    if (file) {
      body = new FormData();
      body.append('file', new Blob([file.bytes as Uint8Array<ArrayBuffer>]), file.name);
    } else if (route.method !== 'GET' && input.body !== undefined) body = JSON.stringify(input.body);
    return this.send(
      route.method,
      `/api${fillPath(route.path, input.params)}${writeQuery(input.query)}`,
      body,
      {
        ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
        ...input.headers,
        // A stream has no end: only that it began is looked at.
      },
      route.kind === 'stream',
    ) as Promise<ApiReply<ReplyOf<T>>>;
  }

  async send(
    method: string,
    path: string,
    body?: string | FormData | Uint8Array,
    headers: Record<string, string> = {},
    headOnly = false,
  ): Promise<ApiReply<unknown>> {
    const reply = await fetch(this.url + path, {
      method,
      body: (body as string | FormData | Uint8Array<ArrayBuffer> | undefined) ?? null,
      redirect: 'manual',
      headers: {
        ...(method === 'GET' || method === 'HEAD' ? {} : { origin: this.url }),
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...headers,
      },
    });
    this.keepCookie(reply.headers);
    if (headOnly && reply.ok) {
      await reply.body?.cancel();
      return { status: reply.status, body: null, bytes: Buffer.alloc(0), headers: reply.headers };
    }
    const json = method !== 'HEAD' && reply.headers.get('content-type')?.includes('json');
    const bytes = Buffer.from(await reply.arrayBuffer());
    const text = bytes.toString('utf8');
    return { status: reply.status, body: json ? JSON.parse(text) : text, bytes, headers: reply.headers };
  }

  private keepCookie(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      this.cookie = pair.endsWith('=') ? undefined : pair;
    }
  }
}

function fillPath(path: string, params: unknown): string {
  return path.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[name])),
  );
}

function writeQuery(query: unknown): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text ? `?${text}` : '';
}
