import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DuckDBInstance } from '@duckdb/node-api';
import { routes } from '@fundwatch/domain/api';
import { exchangeTable } from '@fundwatch/domain/collect';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fieldType } from '../../storage/src/facts/store/fact-columns.js';
import { ChildFactsReader, defaultReadingLimits, type ReadingLimits } from '../../server/src/platform/facts-reader.js';
import { startApi } from '../support/product.js';

const rows = 400_000;
let folder: string;
let path: string;
let reader: ChildFactsReader | undefined;

/** A reader held to these limits; closed when the test ends. */
function aReader(limits: Partial<ReadingLimits> = {}): ChildFactsReader {
  reader = new ChildFactsReader(pino({ level: 'silent' }), { ...defaultReadingLimits, ...limits });
  return reader;
}
const page = (more = {}) =>
  ({ kind: 'page', table: 'operation_log', path, after: null, limit: 2, startsWith: null, ...more }) as const;
const csv = () => ({ kind: 'csv', table: 'operation_log', path, masked: true }) as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facts-reader-'));
  path = join(folder, 'operation_log.parquet');
  const duckdb = await (await DuckDBInstance.create(':memory:')).connect();
  const columns = exchangeTable('operation_log').fields.map((field) =>
    field.name === 'log_no'
      ? `'L' || lpad(cast(i as varchar), 9, '0') as log_no`
      : `cast(null as ${fieldType(field)}) as ${field.name}`,
  );
  await duckdb.run(`copy (select ${columns.join(', ')} from range(${rows}) t(i)) to '${path}' (format parquet)`);
  duckdb.closeSync();
});
afterEach(() => {
  reader?.onModuleDestroy();
  reader = undefined;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the facts reader', () => {
  test('reads a page from any place of a table', async () => {
    const found = await aReader().readPage(page({ after: 299_999 }));
    expect(found.total).toBe(rows);
    expect(found.rows.map(({ place, values }) => [place, values[0]])).toEqual([
      [300_000, 'L000300000'],
      [300_001, 'L000300001'],
    ]);
  });

  test('is stopped when it takes too long, and the next page is read', async () => {
    await expect(aReader({ pageMs: 1 }).readPage(page())).rejects.toThrow('READING_TOO_LONG');
    expect((await aReader().readPage(page())).total).toBe(rows);
  });

  test('that runs out of memory ends alone: DuckDB’s limit, and that of its own heap', async () => {
    await expect(aReader({ memoryLimit: '100KB' }).readPage(page())).rejects.toThrow('READING_FAILED');
    await expect(aReader({ heap: 1 }).readPage(page())).rejects.toThrow('READING_FAILED');
  });

  test('says that a file is damaged', async () => {
    await expect(aReader().readPage(page({ path: join(folder, 'nowhere.parquet') }))).rejects.toThrow(
      'FACT_FILE_DAMAGED',
    );
  });

  test('streams a whole table, and breaks a download off visibly when it takes too long', async () => {
    const whole = await text(await aReader().openCsv(csv()));
    expect(whole.split('\r\n')).toHaveLength(rows + 2);
    // Nobody reads: the reader stands still until its time is over.
    const slow = aReader({ csvMs: 8_000 })
      .openCsv(csv())
      .then((bytes) => new Promise((_, reject) => bytes.once('error', reject)));
    await expect(slow).rejects.toThrow('READING_TOO_LONG');
  });

  test('is gone when whoever downloads goes away, and gives its place to the next', async () => {
    const one = aReader({ atOnce: 1, waitMs: 10_000 });
    const download = await one.openCsv(csv());
    const next = one.readPage(page());
    download.destroy();
    expect((await next).total).toBe(rows);
  });

  test('lets wait what comes while all places are taken, but not for ever; a place stays free for pages', async () => {
    const busy = aReader({ atOnce: 2, waitMs: 50 });
    const download = await busy.openCsv(csv());
    await expect(busy.openCsv(csv())).rejects.toThrow('READING_BUSY');
    download.on('error', () => undefined);
    const long = aReader({ atOnce: 1, waitMs: 0 });
    const first = long.readPage(page());
    await expect(long.readPage(page())).rejects.toThrow('READING_BUSY');
    expect((await first).total).toBe(rows);
    busy.onModuleDestroy();
  });
});

test('the server lives when its reader dies, and answers a code that the page can explain', async () => {
  const api = await startApi({ reading: { heap: 1 } });
  try {
    await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
    const officer = await api.signedIn('zhang');
    const [submission] = await api.sql<{ id: string }>(
      `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
       values (gen_random_uuid(), '120101', '000', 'control', '202609', 1, 'accepted', 'package', 'x', now(), now(), 'h') returning id`,
    );
    await api.sql(
      `insert into fundwatch.fact_file (submission_id, agency, table_name, path, rows, control_totals) values ($1, '120101', 'operation_log', $2, 1, '{}')`,
      [submission!.id, 'anything.parquet'],
    );
    const params = { submissionId: submission!.id, table: 'operation_log' };
    for (const route of [routes.listFactRows, routes.downloadFactTable])
      expect(await officer.call(route, { params })).toMatchObject({ status: 503, body: { code: 'READING_FAILED' } });
    expect((await officer.call(routes.getSession)).status).toBe(200);
  } finally {
    await api.close();
  }
});
