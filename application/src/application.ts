import type { AlertSettings } from '@fundwatch/domain/alert';
import type { MatterSettings } from '@fundwatch/domain/case';
import type { Terms } from '@fundwatch/domain/calendar';
import type { DocumentKind } from '@fundwatch/domain/documents';
import type { MailOutcome, WebhookOutcome } from '@fundwatch/domain/notify';
import type { JobName, PayloadOf, jobs } from '@fundwatch/domain/jobs';
import type { CatalogueEntry, Indicator, Rule, StatutoryContents } from '@fundwatch/indicators';
import type { Database } from '@fundwatch/storage';
import type { ObjectStore } from '@fundwatch/storage/objects';

/** Business time. The demonstration stands still on its own clock; everywhere else it is the real one. */
export interface Clock {
  /** ISO instant in UTC. */
  now(): Promise<string>;
}

/** Carries nudges to the workers, after the commit. Losing one is repaired by a sweep. */
export interface JobQueue {
  enqueue<N extends JobName>(name: N, payload: PayloadOf<(typeof jobs)[N]>): Promise<void>;
}

/** Hands one message to a mail server and says what became of it. */
export interface MailTransport {
  send(message: {
    messageId: string;
    address: string;
    subject: string;
    body: string;
  }): Promise<{ outcome: MailOutcome; error: string | null }>;
  close(): void;
}

/** Posts a signed message to an address and says what became of it. */
export interface WebhookTransport {
  post(
    url: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<{ outcome: WebhookOutcome; status: number | null; error: string | null }>;
}

/** Looks through files for malware before they are kept. */
export interface VirusScanner {
  /** What was found; null: nothing. @throws DomainError VIRUS_SCANNER_UNAVAILABLE */
  scan(content: Buffer): Promise<{ found: string | null }>;
}

export interface MailSettings {
  /** The sender, `基金监督 <fundwatch@example.gov.cn>`. */
  from: string;
  /** Where links lead; null: messages have none. */
  publicUrl: string | null;
}

/** What nobody foresaw, in one of several steps of a request that goes on. */
export interface Fault {
  requestId: string;
  error: unknown;
}

/** Who is being told right now; only a nudge to look, the rows are the truth. */
export interface NoticeBoard {
  /** Calls `told` with the number of each new notification of the account, or with null when some may have been missed. */
  follow(account: string, told: (id: string | null) => void): () => void;
}

export interface ApplicationSettings {
  /** FUNDWATCH_HOME: facts/, objects/ and tmp/ lie below it. */
  home: string;
  demonstration: boolean;
  exchangeSources: { name: string; url: string }[];
  /** Where packages are dropped by offline transfer; null: switched off. */
  watchedFolder: string | null;
  /** HMAC key of related keys; only compared. */
  installationSecret: string;
  /** DuckDB's own notation, e.g. `1GiB`. */
  memoryLimit: string;
  /** Which engine reads the facts: `duckdb`, or `postgres` in the database at `factDatabaseUrl`. */
  factStore: string;
  factDatabaseUrl: string | undefined;
  /** From how many account hashes on an agency that shares none with others is named. */
  regionKeyHashes: number;
  /** Deadlines and limits of the lifecycle. */
  alerts: AlertSettings;
  /** The words by which papers are numbered. */
  documents: { numberWords: Readonly<Record<DocumentKind, string>> };
  /** Of cases, inspections and major matters. */
  matters: MatterSettings;
  /** A mail server is named; else people are told in the product only. */
  mailOn: boolean;
  /** Addresses that notices may go to although they are not https or not public, as origins: `http://10.1.2.3:8080`. */
  webhookOrigins: readonly string[];
  /** Days that delivered notices are kept. */
  webhookKeepDays: number;
  /** Where people reach the product; null: only on this machine. */
  publicUrl: string | null;
}

/** Everything a use case works with; built once a process by `composeApplication`. */
export interface Application {
  database: Database;
  clock: Clock;
  /** Real time, ISO in UTC: sessions and throttling run on it, also in the demonstration. */
  realTime: () => string;
  queue: JobQueue;
  notices: NoticeBoard;
  /** Writes a fault down under the number of its request; throws it where nobody does. */
  onFault: (fault: Fault) => void;
  /** Null where no mail server is named. */
  mail: { transport: MailTransport; settings: MailSettings } | null;
  webhooks: WebhookTransport;
  objects: ObjectStore;
  /** Null where none is named: files are kept and say that nobody looked. */
  virusScanner: VirusScanner | null;
  /**
   * The calendar (its version is stored with every deadline) and the terms of submission, as they stand now. Read once a
   * use case, before its transaction.
   */
  terms(): Promise<Terms>;
  /** The indicators that can be evaluated, by code. */
  catalogue: ReadonlyMap<string, Indicator>;
  /** Entries of the catalogue without a query, by code: they wait for data, or are figures only. */
  unjudged: ReadonlyMap<string, CatalogueEntry>;
  /** The delivered statutory tables. */
  statutory: StatutoryContents;
  /** The rules (钩稽规则) by code, those that cannot be checked too. */
  rules: ReadonlyMap<string, Rule>;
  settings: ApplicationSettings;
}
