// What the users of `npm run bench -- alerts` do: each step as a bare query with its index at hand, and through the product.
import { TODAY } from './alerts-data.mjs';

const urgency = `coalesce(a.due_on, '9999-12-31'::date), (3 - a.severity_rank), (- coalesce(a.amount, 0)), a.id`;
const ended = `a.state not in ('closed', 'dismissed', 'withdrawn')`;
const toAnswer = `a.state in ('received', 'returned', 'rectifying')`;
const LIMIT = 50;
const period = '202609';

/** A list as SQL alone reads it: the page, and how many there are. */
const bareList = (where, values) => async (pool, session) => {
  const given = values?.(session) ?? [];
  await pool.query(`select a.* from alert a where ${where} order by ${urgency} limit ${LIMIT + 1}`, given);
  await pool.query(`select count(*) from alert a where ${where}`, given);
};
const query = (parts) => `/alerts?${new URLSearchParams({ limit: String(LIMIT), order: 'urgency', ...parts })}`;
const ofSide = (session) => (session.office ? '120000' : session.organisation);
/** The office sees all; an agency its own. */
const own = `($1 = '120000' or a.agency = $1)`;

const idsOfUsers = async ({ pool, sessions }, where, each) => {
  const ids = new Map();
  for (const session of sessions) {
    const mine = session.office ? '' : `and a.agency = '${session.organisation}'`;
    const { rows } = await pool.query(
      `select a.id from alert a where ${where} ${mine} order by md5(a.id::text || '${session.userName}') limit ${each}`,
    );
    ids.set(session, rows);
  }
  return ids;
};

export const steps = [
  {
    name: 'queue',
    bare: bareList(`${toAnswer} and a.due_on < '${TODAY}'::date and ${own}`, (session) => [ofSide(session)]),
    product: ({ call }) => call('GET', query({ bucket: 'overdue' })),
  },
  {
    name: 'list',
    bare: bareList(`a.state = 'answered' and ${own}`, (session) => [ofSide(session)]),
    product: ({ call }) => call('GET', query({ state: 'answered' })),
  },
  {
    name: 'list-of-all',
    bare: bareList(own, (session) => [ofSide(session)]),
    product: ({ call }) => call('GET', query({})),
  },
  {
    name: 'list-by-period',
    bare: bareList(
      `a.id in (select h.alert_id from alert_hit h where h.live and h.period = '${period}') and ${own}`,
      (session) => [ofSide(session)],
    ),
    product: ({ call }) => call('GET', query({ period })),
  },
  {
    name: 'counts',
    bare: async (pool, session) => {
      await pool.query(
        `select a.state, count(*), count(*) filter (where a.due_on < $2::date), count(*) filter (where a.due_on = $2::date)
         from alert a where ${ended} and ${own} group by a.state`,
        [ofSide(session), TODAY],
      );
    },
    product: ({ call }) => call('GET', '/alert-counts'),
  },
  {
    name: 'page',
    prepare: (given) => idsOfUsers(given, `a.answered_at is not null`, 200),
    bare: async (pool, session, turn, ids) => {
      const { id } = pick(ids, session, turn);
      for (const table of ['alert_event', 'alert_hit', 'answer', 'alert_branch'])
        await pool.query(`select * from ${table} where alert_id = $1 limit ${LIMIT}`, [id]);
      await pool.query(`select * from alert where id = $1`, [id]);
    },
    product: async (session, turn, ids) => {
      const { id } = pick(ids, session, turn);
      await Promise.all(
        ['', '/events', '/hits?limit=50', '/branches'].map((part) => session.call('GET', `/alerts/${id}${part}`)),
      );
    },
  },
  {
    name: 'change',
    // Alerts that wait for their screening, each for one officer; bare ones come from the other end.
    prepare: async ({ pool, sessions }) => {
      const officers = sessions.filter(({ office }) => office);
      const { rows } = await pool.query(`select id, revision from alert where state = 'raised' order by id`);
      const mine = new Map(officers.map((session) => [session, { bare: [], product: [] }]));
      for (const [index, row] of rows.entries())
        mine.get(officers[index % officers.length])[(index / officers.length) % 2 < 1 ? 'bare' : 'product'].push(row);
      return mine;
    },
    bare: async (pool, session, _turn, mine) => {
      const alert = mine.get(session)?.bare.pop();
      if (!alert) return false;
      const client = await pool.connect();
      await client.query('begin');
      await client.query(`select * from alert where id = $1 for update`, [alert.id]);
      await client.query(`update alert set state = 'screened', revision = revision + 1 where id = $1`, [alert.id]);
      await client.query(
        `insert into alert_event (alert_id, agency, sequence, type, from_state, to_state, actor, at, recorded_at, details, agency_may_see)
         select id, agency, revision, 'screen', 'raised', 'screened', 'bare', now(), now(), '{}', false from alert where id = $1`,
        [alert.id],
      );
      await client.query('commit');
      client.release();
    },
    product: async (session, _turn, mine) => {
      const alert = mine.get(session)?.product.pop();
      if (!alert) return false;
      await session.call('POST', `/alerts/${alert.id}/screen`, { revision: alert.revision });
    },
  },
];

function pick(ids, session, turn) {
  const own = ids.get(session);
  return own[turn % own.length];
}
