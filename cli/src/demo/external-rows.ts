import { yuanText } from './cents.js';
import type { DemoPeriod } from './months.js';
import type { Rows } from './rows.js';
import type { World } from './world.js';

/** The region's external package of a month; deaths are those that its sources had named by then. */
export function externalRows(world: World, period: DemoPeriod): Record<string, Rows> {
  const employers = world.books.flatMap((book) => book.employers);
  return {
    death: [...world.deaths.filter((death) => death.knownFrom <= period), ...unknownDead].map((death) => ({
      source: death.source,
      id_number: death.idNumber,
      death_date: death.deathDate,
    })),
    imprisonment: [
      {
        id_number: '120199197505120013',
        from_date: '2023-11-08',
        to_date: null,
        custody: 'prison',
        court_doc_no: '（2023）津示范刑初 018 号',
      },
      {
        id_number: '120199198203040012',
        from_date: '2025-02-14',
        to_date: '2027-02-13',
        custody: 'probation',
        court_doc_no: '（2025）津示范刑初 004 号',
      },
      ...world.imprisonments
        .filter((one) => one.knownFrom <= period)
        .map((one) => ({
          id_number: one.idNumber,
          from_date: one.fromDate,
          to_date: one.toDate,
          custody: one.custody,
          court_doc_no: one.courtDocNo,
        })),
    ],
    border_crossing: [
      { id_number: '120199197505120013', crossed_on: '2021-10-01', direction: 'out' },
      { id_number: '120199197505120013', crossed_on: '2021-10-09', direction: 'in' },
    ],
    tax_wage: wageRows(world, period),
    business_registry: employers.map((employer) => ({
      credit_code: employer.creditCode,
      name: employer.name,
      status: employer.cancelledOn ? 'cancelled' : 'active',
      status_on: employer.cancelledOn ?? '1998-04-20',
    })),
  };
}

/** Dead persons whom no agency of the region knows. */
const unknownDead = [
  { source: 'police', idNumber: '120199193001010019', deathDate: '2024-12-02' },
  { source: 'court', idNumber: '120199194501010011', deathDate: '2025-07-15' },
] as const;

function wageRows(world: World, period: DemoPeriod): Rows {
  const rows = new Map<string, { id_number: string; credit_code: string; wage: string }>();
  for (const book of world.books) {
    if (book.line !== '110' && book.line !== '120') continue;
    for (const person of book.persons) {
      if (person.kind !== 'worker' || !person.employer || person.from > period) continue;
      const row = { id_number: person.idNumber, credit_code: person.employer.creditCode, wage: yuanText(person.wage) };
      rows.set(`${row.id_number}/${row.credit_code}`, row);
    }
  }
  return [...rows.values()];
}
