import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { numbersMeant, readSearch, type Search } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { subjectLookups, type SubjectLookup } from '@fundwatch/domain/collect';
import { maskCitizenId, maskName, type RequestContext } from '@fundwatch/domain/identity';
import type { SearchedFor } from '@fundwatch/storage';
import type { Application } from '../application.js';
import type { FactsReader, SubjectsFound } from '../collect/facts-reader.js';
import { readBusinessDay, type BusinessDay } from './business-day.js';
import { hidesBaseline } from './hides-baseline.js';
import { viewAlertRow } from './view-alert-row.js';

const MOST_ALERTS = 100;
const MOST_SUBJECTS = 100;

type SearchView = ReplyOf<typeof routes.search>;
type Found = SubjectsFound['lookups'][number][number] & Pick<SubjectLookup, 'kind'>;

/**
 * Alerts by what is typed: a number, or what a person, an employer, a clerk or an account goes by. Ids and names are in no
 * alert; they are looked up in the latest accepted data and stored nowhere. Looking for somebody is logged, by an HMAC.
 * @throws DomainError what the reader gives up with (READING_…, FACT_FILE_DAMAGED)
 */
export async function search(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  { text: typed }: { text: string },
): Promise<SearchView> {
  const asked = readSearch(typed);
  const day = await readBusinessDay(app);
  if (asked.personal || asked.kinds.includes('account')) await logLook(app, context, asked, day);
  const direct = meantDirectly(app, asked, day);
  // Whoever is found without the facts is not looked up in them, except for what stands in facts only.
  const first = await readAlerts(app, context, day, { ...direct, subjects: [] });
  const lookups = subjectLookups.filter(
    ({ by }) => asked.kinds.includes(by) && (by !== 'subject' || first.total === 0),
  );
  const { subjects, cutShort } = await findSubjects(app, context, reader, asked.text, lookups);
  const alerts = subjects.length ? await readAlerts(app, context, day, { ...direct, subjects }) : first;
  return {
    readAs: [...asked.kinds],
    plainAccount: asked.plainAccount,
    alerts,
    subjects: await viewSubjects(app, context, subjects),
    subjectsCutShort: cutShort,
  };
}

function meantDirectly(
  app: Application,
  { text, kinds }: Search,
  { today }: BusinessDay,
): Omit<SearchedFor, 'subjects'> {
  const year = Number(today.slice(0, 4));
  const isAccount = kinds.includes('account');
  return {
    numbers: kinds.includes('alert_number') ? numbersMeant(text, app.settings.alerts.numberPrefix, year) : [],
    subject: isAccount || kinds.includes('subject') ? text : null,
    account: isAccount ? text : null,
  };
}

async function readAlerts(
  app: Application,
  context: RequestContext,
  day: BusinessDay,
  search: SearchedFor,
): Promise<SearchView['alerts']> {
  const query = { filter: { search }, day, withoutBaseline: hidesBaseline(context), asOf: day.now };
  return app.database.withContext(context, async ({ alertReading }) => {
    const rows = await alertReading.list(query, 'raised', null, MOST_ALERTS);
    const total = rows.length < MOST_ALERTS ? rows.length : await alertReading.count(query);
    return { total, items: rows.map((row) => viewAlertRow(app, context, row, day)) };
  });
}

/** Who goes by it in the data that this person may see: an agency looks into its own only. */
async function findSubjects(
  app: Application,
  context: RequestContext,
  reader: FactsReader,
  text: string,
  lookups: readonly SubjectLookup[],
): Promise<{ subjects: Found[]; cutShort: boolean }> {
  if (lookups.length === 0) return { subjects: [], cutShort: false };
  const tables = [...new Set(lookups.map(({ table }) => table))];
  const files = await app.database.withContext(context, ({ subjects }) => subjects.latestFiles(tables));
  const request = lookups.map(({ table, columns, gives }) => ({
    table,
    columns: [...columns],
    gives,
    files: files.flatMap(({ path, ...file }) =>
      file.table === table && path !== null
        ? [{ path: join(app.settings.home, 'facts', path), agency: file.agency, line: file.line }]
        : [],
    ),
  }));
  if (request.every((one) => one.files.length === 0)) return { subjects: [], cutShort: false };
  const read = await reader.findSubjects({ kind: 'find', text, limit: MOST_SUBJECTS, lookups: request });
  const all = read.lookups.flatMap((found, place) => found.map((one) => ({ ...one, kind: lookups[place]!.kind })));
  return { subjects: all.slice(0, MOST_SUBJECTS), cutShort: all.length > MOST_SUBJECTS };
}

async function viewSubjects(
  app: Application,
  context: RequestContext,
  found: readonly Found[],
): Promise<SearchView['subjects']> {
  const codes = [...new Set(found.map(({ agency }) => agency))];
  const names = await app.database.withContext(context, async ({ organisations }) => {
    const read = new Map<string, string>();
    for (const code of codes) read.set(code, (await organisations.find(code))?.name ?? code);
    return read;
  });
  return found.map(({ kind, agency, line, subject, name, idNumber }) => ({
    kind,
    agency: { code: agency, name: names.get(agency) ?? agency },
    line,
    subject,
    // An employer's name is nobody's secret.
    name: name === null ? null : kind === 'employer' ? name : maskName(name),
    idNumber: idNumber === null ? null : maskCitizenId(idNumber),
  }));
}

/** Who looked for somebody, and when; for whom only as an HMAC, so that equal searches can be told. */
async function logLook(app: Application, context: RequestContext, asked: Search, { now }: BusinessDay): Promise<void> {
  const id = createHmac('sha256', app.settings.installationSecret).update(`search|${asked.text}`).digest('hex');
  await app.database.withContext(context, ({ audit }) =>
    audit.append({
      action: 'subject.search',
      target: { kind: 'search', id },
      businessAt: now,
      details: { readAs: [...asked.kinds] },
    }),
  );
}
