import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { tablesOf, totalledFields } from '@fundwatch/domain/collect';

export const identity = { agency: '120101', line: '110', dataset: 'business', period: '202610', version: 1 };
const sender = { sentBy: 'bench', sentAt: '2026-11-09T10:21:00+08:00' };
const smallRows = 1000;

/** Writes a whole business package: `rows` payments, a thousand rows in each other table; always the same. */
export async function writePackage(folder, rows) {
  await mkdir(folder, { recursive: true });
  const resources = [];
  for (const table of tablesOf('business')) {
    const path = `${table.name}.csv`;
    const file = join(folder, path);
    const found = table.name === 'benefit_payment' ? await writePayments(file, rows) : await writeSmall(file, table);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
    resources.push({ name: table.name, path, encoding: 'utf-8', ...found, hash: `sha256:${hash.digest('hex')}` });
  }
  await writeFile(join(folder, 'datapackage.json'), JSON.stringify({ ...identity, ...sender, resources }));
}

/**
 * Two payments a person, in the order of their numbers and with the persons scattered over the file, as a system that
 * writes one bank batch after another exports them. Every field is filled, nearly every text a real one's length.
 */
async function writePayments(file, rows) {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB' });
  const duckdb = await instance.connect();
  const at = (first) => `strftime(timestamp '${first}' + to_seconds(i % 200000), '%Y-%m-%dT%H:%M:%S')`;
  const reader = await duckdb.runAndReadAll(`copy (
    select 'PY' || lpad(cast(i as varchar), 10, '0') as payment_no,
      'B' || cast(i // 50000 as varchar) as batch_no,
      'P' || lpad(cast(person as varchar), 9, '0') as person_no,
      case when i % 3 = 0 then 'transitional_pension' else 'basic_pension' end as item,
      '202610' as benefit_period,
      cast(${cents} as decimal(16, 2)) / 100 as amount,
      cast(102 + i % 4 as varchar) as bank_code,
      sha256(cast(person as varchar)) as account_hash,
      case when i % 10 = 0 then 'other' else 'social_card' end as account_kind,
      case when i % 1000 = 0 then 'file' else 'direct' end as channel,
      'S' || cast(i % 40 as varchar) as reviewed_by, ${at('2026-10-01 09:00:00')} as reviewed_at,
      'S' || cast(40 + i % 10 as varchar) as approved_by, ${at('2026-10-02 09:00:00')} as approved_at,
      ${at('2026-10-05 09:00:00')} as paid_at
    from (select i, (i * 7919) % ${Math.ceil(rows / 2)} as person from range(${rows}) as numbers (i))
  ) to '${file}' (format csv, header true)`);
  if (Number(reader.getRowsJson()[0][0]) !== rows) throw new Error('not every payment was written');
  const sum = await duckdb.runAndReadAll(`select cast(sum(${cents}) as varchar) from range(${rows}) as numbers (i)`);
  const digits = String(sum.getRowsJson()[0][0]).padStart(3, '0');
  return { rows, controlTotals: { amount: `${digits.slice(0, -2)}.${digits.slice(-2)}` } };
}

const cents = '(100000 + (i * 31) % 500000)';

async function writeSmall(file, table) {
  const lines = [table.fields.map(({ name }) => name).join(',')];
  for (let i = 0; i < smallRows; i++) lines.push(table.fields.map((field) => sample(field, i)).join(','));
  await writeFile(file, `${lines.join('\n')}\n`);
  const controlTotals = Object.fromEntries(
    totalledFields(table).map(({ name, scale }) => [name, `${smallRows}.${'0'.repeat(scale)}`]),
  );
  return { rows: smallRows, controlTotals };
}

function sample(field, i) {
  if (field.enum) return field.enum[0];
  const plain = {
    number: '1',
    integer: '1',
    date: '2026-10-01',
    datetime: '2026-10-01T09:00:00',
    yearmonth: '202610',
    boolean: 'true',
  };
  return plain[field.type] ?? `${field.name}-${i}`;
}
