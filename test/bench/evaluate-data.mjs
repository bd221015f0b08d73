// A city's months for `npm run bench -- evaluate`: copies of the demonstration's region, made by DuckDB straight as fact files.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { exchangeTables, totalledFields } from '@fundwatch/domain/collect';
import { factFilePath } from '../../storage/dist/facts/load/place-fact-files.js';
import { castColumns, exchangeColumns, quoteName, quoteText } from '../../storage/dist/facts/store/fact-columns.js';
import { demoPeriods, generateRegion } from '../../cli/dist/demo/index.js';

/** M, and the one month that its look-back finds. */
export const periods = ['202608', '202609'];
export const period = periods.at(-1);

/** Parts of a pension beside those that the demonstration pays, cents. */
const parts = [
  'transitional_pension',
  'transition_increment',
  'heating_subsidy',
  'price_subsidy',
  'age_increment',
  'remote_area_increment',
  'reform_difference',
  'one_child_increment',
];
const pensionLines = new Set(['110', '120', '170']);
/** Businesses a month of an agency and line on top of the demonstration's two, four rows of the operation log each. */
const registrations = 45;

/** What makes the demonstration's region a city's: pensions in several parts, fees of employer and person received apart, more business. */
const cityShape = {
  population({ books }) {
    for (const book of books) {
      for (const person of book.persons) {
        if (person.kind !== 'beneficiary' || !pensionLines.has(book.line)) continue;
        const own = new Set(person.benefits.map(({ item }) => item));
        parts.forEach((item, i) => own.has(item) || person.benefits.push({ item, cents: 1_200 + 300 * i }));
      }
    }
  },
  drafts({ books }) {
    for (const book of books) {
      for (const each of demoPeriods) {
        const month = book.months[each];
        month.contributions = month.contributions.flatMap((paid) => receipts(book, each, paid));
        const days = [...new Set(month.businesses.map(({ on }) => on))];
        for (let i = 0; i < registrations; i++) {
          const person = book.persons[(i * 7) % book.persons.length];
          if (days.length) book.business(each, '参保登记', 'low', person, days[i % days.length]);
        }
      }
    }
  },
};

/** A contribution in five receipts of different amounts. */
function receipts(book, month, paid) {
  if (paid.cents < 1_000) return [paid];
  const firsts = [0.35, 0.25, 0.2, 0.15].map((share) => Math.floor(paid.cents * share));
  const rest = paid.cents - firsts.reduce((sum, cents) => sum + cents, 0);
  return [rest, ...firsts].map((cents, i) => ({ ...paid, cents, no: i === 0 ? paid.no : book.number(`D${month}`) }));
}

/**
 * Makes the fact files of about `rows` payments a month under `home`.
 * @returns {Promise<{ submissions: object[], counts: Record<string, number>, copies: number }>} the rows that list them
 */
export async function makeCity(home, rows, { persons = 200 } = {}) {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '3GB' });
  const duckdb = await instance.connect();
  try {
    const sent = [
      ...latest(generateRegion({ persons, plantings: [cityShape] }), false),
      ...latest(generateRegion({ persons: 40 }), true),
    ];
    const keys = new Map();
    for (const one of sent) if (!one.planted) keys.set(keyOf(one), one);
    await stage(duckdb, sent);
    const [lawful] = await numbers(
      duckdb,
      `select count(*) from base.benefit_payment where not planted and period = '${period}'`,
    );
    const planted = Math.max(1, Math.round(rows / 1_000_000));
    const copies = Math.max(1, Math.round(rows / lawful));
    await makeCopies(duckdb, copies, planted);
    const files = new Map();
    const counts = {};
    for (const table of exchangeTables) {
      const owners = [...keys.values()].filter(({ tables }) => tables[table.name]);
      for (const owner of owners) {
        const file = await writeFile(duckdb, home, table, owner, copies);
        files.set(`${keyOf(owner)}|${table.name}`, file);
        if (owner.period === period) counts[table.name] = (counts[table.name] ?? 0) + file.rows;
      }
    }
    const submissions = [...keys.values()].map(({ tables, ...one }) => ({
      ...one,
      id: randomUUID(),
      files: Object.keys(tables).map((table) => ({ table, ...files.get(`${keyOf(one)}|${table}`) })),
    }));
    return { submissions, counts, copies: copies + planted };
  } finally {
    duckdb.closeSync();
    instance.closeSync();
  }
}

/** Lists them in the database as submissions that were accepted on their day, and what is expected. */
export async function listCity(client, { submissions }) {
  await client.query('begin');
  await client.query(`set local search_path = fundwatch; set local timezone = 'Asia/Shanghai'`);
  for (const { id, agency, line, dataset, period: month, version, sentAt, sentBy, files } of submissions) {
    const total = files.reduce((sum, { rows }) => sum + rows, 0);
    const hash = createHash('sha256')
      .update(files.map(({ sha256 }) => sha256 ?? '').join())
      .digest('hex');
    await client.query(
      `insert into submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, decided_at, content_hash, rows)
       values ($1, $2, $3, $4, $5, $6, 'accepted', 'history', $7, $8, $8, $8, $9, $10)`,
      [id, agency, line, dataset, month, version, sentBy, sentAt, hash, total],
    );
    await client.query(
      `insert into fact_file (submission_id, agency, table_name, path, sha256, rows, control_totals, content_hash)
       select $1, $2, f.table, f.path, f.sha256, f.rows, f.totals, f.sha256
       from jsonb_to_recordset($3) as f ("table" text, path text, sha256 text, rows bigint, totals jsonb)`,
      [id, agency, JSON.stringify(files)],
    );
    await client.query(
      `insert into expected_submission (agency, line, dataset, valid_from) values ($1, $2, $3, $4) on conflict do nothing`,
      [agency, line, dataset, periods[0]],
    );
  }
  await client.query('commit');
}

const keyOf = ({ agency, line, dataset, period: month }) => [agency, line, dataset, month].join('|');

/** The last version of every submission of the months that are kept. */
function latest(region, planted) {
  const found = new Map();
  for (const one of region) {
    if (!periods.includes(one.period) || one.expectRefusal) continue;
    if ((found.get(keyOf(one))?.version ?? 0) < one.version)
      found.set(keyOf(one), { ...one, version: one.version, planted });
  }
  return [...found.values()].map((one) => ({ ...one, version: 1 }));
}

/** One table each of what was generated, in schema `base`, with what every copy's numbers are computed from. */
async function stage(duckdb, sent) {
  await duckdb.run('create schema base');
  await duckdb.run(`create macro weighed(digits, weights, alphabet) as
    list_sum(list_transform(range(1, len(weights) + 1), lambda i: weights[i] * (strpos(alphabet, substr(digits, i, 1)) - 1)))`);
  for (const { name } of exchangeTables) {
    const columns = exchangeColumns.get(name);
    await duckdb.run(
      `create table staging (planted boolean, ${columns.map((c) => `${quoteName(c.name)} text`).join(', ')})`,
    );
    const appender = await duckdb.createAppender('staging');
    for (const { tables, agency, line, period: month, planted } of sent) {
      for (const row of tables[name] ?? []) {
        appender.appendBoolean(planted);
        for (const { name: column } of columns) {
          const value = { agency, line, period: month, ...row }[column];
          if (value == null || value === '') appender.appendNull();
          else appender.appendVarchar(String(value));
        }
        appender.endRow();
      }
    }
    appender.closeSync();
    const has = (column) => columns.some((c) => c.name === column);
    const extra = [
      ...(has('id_number')
        ? [`case when regexp_full_match(id_number, '[0-9]{17}[0-9X]') then ${idRest} end as id_rest`]
        : []),
      ...(has('credit_code') ? [`case when length(credit_code) = 18 then ${creditRest} end as credit_rest`] : []),
    ];
    await duckdb.run(`create table base.${quoteName(name)} as
      select planted, ${castColumns(columns)}${extra.map((e) => `, ${e}`).join('')} from staging`);
    await duckdb.run('drop table staging');
  }
}

// GB 11643 and GB 32100: the district's six digits tell the copies apart, and the check character follows.
const digits = '0123456789';
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const idRest = `weighed(substr(id_number, 7, 11), [2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], '${digits}')`;
const creditRest = `(weighed(substr(credit_code, 1, 2), [1, 3], '${creditAlphabet}')
  + weighed(substr(credit_code, 9, 9), [20, 29, 25, 13, 8, 24, 10, 30, 28], '${creditAlphabet}'))`;

async function makeCopies(duckdb, lawful, planted) {
  await duckdb.run(`create table copy as
    select i >= ${lawful} as planted, i as number, lpad(cast(i as varchar), 6, '0') as tag from range(${lawful + planted}) as r (i)`);
  await duckdb.run(`alter table copy add column id_weight bigint; alter table copy add column credit_weight bigint;
    update copy set id_weight = weighed(tag, [7, 9, 10, 5, 8, 4], '${digits}'),
      credit_weight = weighed(tag, [9, 27, 19, 26, 16, 17], '${creditAlphabet}')`);
}

/** Numbers that the agencies give; a copy has its own. */
const numbered = new Set(
  `person_no employer_no levy_no receipt_no refund_no payment_no batch_no return_no reissue_of approval_no adjustment_no
   status_no change_no recovery_no transfer_no log_no business_no staff_no account_no login_no duty_no request_no
   other_id reviewed_by approved_by done_by applicant report_no device`.split(/\s+/),
);
/** Sums of an agency's line stand once, for all lawful copies together. */
const summed = new Set([
  'voucher',
  'voucher_entry',
  'subject_balance',
  'bank_statement',
  'reconciliation',
  'fund_report',
  'budget',
  'control_report',
  'fund_account',
]);
const factors = new Set(
  'debit credit opening closing amount balance book_balance bank_balance adjusted_book adjusted_bank month_amount year_amount year_budget period_budget population sampled'.split(
    ' ',
  ),
);

/** A column of a copy. */
function copied({ name, type }) {
  const column = `b.${quoteName(name)}`;
  const typed = (sql) => `cast(${sql} as ${type}) as ${quoteName(name)}`;
  if (numbered.has(name)) return typed(`c.tag || '-' || ${column}`);
  if (name === 'id_number') {
    return typed(`case when b.id_rest is null then c.tag || substr(${column}, 7)
      else c.tag || substr(${column}, 7, 11) || substr('10X98765432', cast((b.id_rest + c.id_weight) % 11 as integer) + 1, 1) end`);
  }
  if (name === 'credit_code') {
    return typed(`case when b.credit_rest is null then ${column}
      else substr(${column}, 1, 2) || c.tag || substr(${column}, 9, 9)
        || substr('${creditAlphabet}', cast((31 - (b.credit_rest + c.credit_weight) % 31) % 31 as integer) + 1, 1) end`);
  }
  if (name.endsWith('_hash') || name === 'old_hash' || name === 'new_hash') return typed(`sha256(${column} || c.tag)`);
  if (name === 'ip') {
    return typed(`'10.' || (20 + c.number % 200) || '.' || (cast(split_part(${column}, '.', 3) as integer) + 20 * (c.number // 200))
      || '.' || split_part(${column}, '.', 4)`);
  }
  if (name === 'bank_serial') return typed(`c.tag || ${column}`);
  return `${column} as ${quoteName(name)}`;
}

const lookupFields = ['person_no', 'employer_no', 'staff_no', 'id_number', 'account_hash', 'credit_code'];

/** One file in its place, sorted as the loader sorts; an empty table has none. */
async function writeFile(duckdb, home, table, owner, copies) {
  const [agency, line, month, ...fields] = exchangeColumns.get(table.name);
  const isSum = summed.has(table.name);
  const select = isSum
    ? fields.map(({ name, type }) =>
        factors.has(name)
          ? `cast(b.${quoteName(name)} * ${copies} as ${type}) as ${quoteName(name)}`
          : `b.${quoteName(name)}`,
      )
    : fields.map(copied);
  const where = `${agency.name} = '${owner.agency}' and ${line.name} = '${owner.line}' and ${month.name} = '${owner.period}'`;
  const from = isSum
    ? `(select * from base.${quoteName(table.name)} where ${where} and not planted) b`
    : `(select * from base.${quoteName(table.name)} where ${where}) b join copy c on c.planted = b.planted`;
  const lookup = lookupFields.find((name) => fields.some((field) => field.name === name));
  const order = [...new Set([...(lookup ? [lookup] : []), ...table.primaryKey])].map(
    (n) => `${quoteName(n)} nulls first`,
  );
  const temp = join(home, 'facts', 'incoming', `${randomUUID()}.parquet`);
  await mkdir(dirname(temp), { recursive: true });
  const [rows] = await numbers(
    duckdb,
    `copy (select ${quoteText(owner.agency)} as agency, ${quoteText(owner.line)} as line, ${quoteText(owner.period)} as period,
       cast(1 as integer) as version, * from (select ${select.join(', ')} from ${from} order by ${order.join(', ')})
     ) to ${quoteText(temp)} (format parquet, compression snappy)`,
  );
  const totals = {};
  if (rows === 0) {
    for (const { name, scale } of totalledFields(table)) totals[name] = scale ? `0.${'0'.repeat(scale)}` : '0';
    return { path: null, sha256: null, rows, totals };
  }
  const totalled = totalledFields(table);
  if (totalled.length) {
    const sums = totalled.map(({ name }) => `coalesce(cast(sum(${quoteName(name)}) as varchar), '0')`);
    const found = (
      await duckdb.runAndReadAll(`select ${sums.join(', ')} from read_parquet(${quoteText(temp)})`)
    ).getRowsJson()[0];
    totalled.forEach(({ name }, i) => (totals[name] = found[i]));
  }
  const sha256 = await hashOf(temp);
  const path = factFilePath(table.name, { ...owner, version: 1 }, sha256);
  await mkdir(dirname(join(home, 'facts', path)), { recursive: true });
  await chmod(temp, 0o444);
  await rename(temp, join(home, 'facts', path));
  return { path, sha256, rows, totals };
}

async function hashOf(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}

async function numbers(duckdb, sql) {
  return (await duckdb.runAndReadAll(sql)).getRowsJson()[0].map(Number);
}
