// What the users of `npm run bench -- alerts` do: each step as a bare query with its index at hand, and through the product.
import { TODAY } from './alerts-data.mjs';

const urgency = `coalesce(a.due_on, '9999-12-31'::date), (3 - a.severity_rank), (- coalesce(a.amount, 0)), a.id`;
const ended = `a.state not in ('closed', 'dismissed', 'withdrawn')`;
const toAnswer = `a.state in ('received', 'returned', 'rectifying')`;
const LIMIT = 50;
const period = '202609';

/** The columns of a row of the list: the alert, and the names that stand beside it. */
const row = `a.*, o.name, d.title, d.subject as kind, s.title as told, r.number as repeats, ao.display_name, ah.display_name`;
const named = `left join organisation o on o.code = a.agency left join alert r on r.id = a.recurrence_of
  left join indicator_definition d on d.hash = a.definition_hash left join alert_source s on s.alert_id = a.id
  left join app_user ao on ao.id = a.officer left join app_user ah on ah.id = a.handler`;

/** A list as SQL alone reads it: the page, and how many there are, as far as the product counts them. */
const bareList =
  (where, { counted = true } = {}) =>
  async (pool, session) => {
    const own = ownOf(session);
    const page = `select a.* from alert a where ${where} ${own.sql} order by ${urgency} limit ${LIMIT + 1}`;
    await pool.query(`select ${row} from (${page}) a ${named} order by ${urgency}`, own.values);
    const found = `select from alert a where ${where} ${own.sql} ${counted ? '' : 'limit 10001'}`;
    await pool.query(`select count(*) from (${found}) a`, own.values);
  };
const query = (parts) => `/alerts?${new URLSearchParams({ limit: String(LIMIT), order: 'urgency', ...parts })}`;
/** The office sees all; an agency its own, as far as it was sent there. */
const ownOf = ({ office, organisation }) =>
  office
    ? { sql: '', values: [] }
    : { sql: 'and a.agency = $1 and a.dispatched_at is not null', values: [organisation] };

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
    bare: bareList(`${toAnswer} and a.due_on < '${TODAY}'::date`),
    product: ({ call }) => call('GET', query({ bucket: 'overdue' })),
  },
  {
    name: 'list',
    bare: bareList(`a.state = 'answered'`, { counted: false }),
    product: ({ call }) => call('GET', query({ state: 'answered' })),
  },
  {
    name: 'list-of-all',
    bare: bareList('true', { counted: false }),
    product: ({ call }) => call('GET', query({})),
  },
  {
    name: 'list-by-period',
    // With what was found again of alerts that were closed before: the product shows both.
    bare: bareList(
      `a.id in (select h.alert_id from alert_hit h where h.live and h.period = '${period}' union all
        select h.alert_id from hit h join evaluation e on e.id = h.evaluation_id
        where e.period = '${period}' and h.verdict = 'hit' and h.alert_id is not null)`,
      { counted: false },
    ),
    product: ({ call }) => call('GET', query({ period })),
  },
  {
    name: 'counts',
    bare: async (pool, session) => {
      const own = ownOf(session);
      await pool.query(
        `select a.state, count(*), count(*) filter (where a.due_on < '${TODAY}'::date), count(*) filter (where a.due_on = '${TODAY}'::date)
         from alert a where ${ended} ${own.sql} group by a.state`,
        own.values,
      );
    },
    product: ({ call }) => call('GET', '/alert-counts'),
  },
  {
    name: 'page',
    prepare: (given) => idsOfUsers(given, `a.answered_at is not null`, 200),
    // What the page shows, each from its table by the alert: one query after the other, as they build on each other.
    bare: async (pool, session, turn, ids) => {
      const { id } = pick(ids, session, turn);
      const ask = (sql) => pool.query(sql, [id]);
      await ask(`select ${row}, d.definition from alert a ${named} where a.id = $1`);
      await ask(`select * from alert_event where alert_id = $1 order by sequence`);
      await ask(`select distinct on (subject, hit_key) * from alert_hit where alert_id = $1
        order by subject, hit_key, live desc, period desc limit ${LIMIT + 1}`);
      await ask(`select * from answer where alert_id = $1 order by round`);
      await ask(`select * from attachment where alert_id = $1 order by uploaded_at, id`);
      await ask(`select b.*, o.name from alert_branch b left join organisation o on o.code = b.department
        where b.alert_id = $1 order by b.sequence`);
      await ask(`select c.* from case_alert m join case_file c on c.id = m.case_id where m.alert_id = $1`);
      await ask(`select i.* from inspection_alert l join inspection i on i.id = l.inspection_id where l.alert_id = $1`);
      await ask(`select v.* from indicator_version v join alert a on a.indicator = v.code
        where a.id = $1 and v.state = 'approved' order by v.version desc limit 1`);
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
