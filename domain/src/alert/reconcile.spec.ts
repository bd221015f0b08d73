import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aHit, anAlert } from './an-alert.js';
import {
  figuresOf,
  linkedAlerts,
  reconcile,
  alertTransitions,
  alertStates,
  type Alert,
  type AlertHit,
  type AlertState,
  type ExistingAlert,
  type FoundHit,
  type IndicatorRun,
  type ProblemType,
  type ReconcileEffect,
} from './index.js';

const now = '2026-09-16T01:00:00+08:00';
const limit = 50;

function found(named: Partial<FoundHit> = {}): FoundHit {
  const { subject, hitKey, relatedKey, firstPeriod, observed, threshold, amount, severity, evidence } = aHit(named);
  return {
    agency: '120101',
    line: '110',
    subject,
    hitKey,
    relatedKey,
    firstPeriod,
    observed,
    threshold,
    amount,
    severity,
    evidence,
    ...named,
  };
}

/** A run of August that found these hits in the one evaluated scope. */
function aRun(
  hits: FoundHit[],
  named: Partial<Omit<IndicatorRun, 'indicator'>> & { indicator?: Partial<IndicatorRun['indicator']> } = {},
): IndicatorRun {
  return {
    period: '202608',
    dueOn: '2026-09-15',
    evaluated: [{ agency: '120101', line: '110' }],
    cannotDecide: [],
    hits,
    lookBackCutShort: false,
    baseline: false,
    whitelist: [],
    ...named,
    indicator: { code: 'DY01', version: 1, continues: true, hitIs: 'fact', severity: 'high', ...named.indicator },
  };
}
const monthly = { indicator: { continues: false } };
const run = (existing: ExistingAlert[], input: IndicatorRun) =>
  reconcile(existing, input, { now, settings: { groupLimit: limit, standingGrowthPercent: 10 } });

/** An alert with its figures as its rows make them. */
function existing(named: Partial<Alert>, hits: AlertHit[] = [aHit()]): ExistingAlert {
  return { alert: anAlert({ ...figuresOf(hits), ...named }), hits };
}
function closed(problemType: ProblemType, named: Partial<Alert> = {}, hits?: AlertHit[]): ExistingAlert {
  return existing(
    { state: 'closed', problemType, closedAt: '2026-09-01T10:00:00+08:00', closedOn: '2026-09-01', ...named },
    hits,
  );
}

/** What storage does with the effects. */
function apply(before: readonly ExistingAlert[], effects: readonly ReconcileEffect[]): ExistingAlert[] {
  const next = new Map(before.map((one) => [one.alert.id, one]));
  for (const effect of effects) {
    if (effect.kind === 'create') {
      const id = `new-${next.size + 1}`;
      next.set(id, { alert: { ...effect.alert, id, number: id }, hits: effect.hits });
      continue;
    }
    const one = next.get(effect.alertId)!;
    expect(effect.revision).toBe(one.alert.revision);
    const rows = new Map(
      [...one.hits, ...effect.hits].map((row) => [JSON.stringify([row.subject, row.hitKey, row.period]), row]),
    );
    next.set(effect.alertId, { alert: { ...one.alert, ...effect.change }, hits: [...rows.values()] });
  }
  return [...next.values()];
}
const only = (effects: ReconcileEffect[]) => {
  expect(effects).toHaveLength(1);
  return effects[0]!;
};

describe('from hits to alerts, row by row', () => {
  it('row 1: a hit without an alert of its key raises one, from the earliest of its hits, as severe as the highest', () => {
    const { effects, outcomes } = run(
      [],
      aRun(
        [
          found({ hitKey: 'a', firstPeriod: '202607', amount: '100.10', severity: 'medium' }),
          found({ hitKey: 'b', firstPeriod: '202605', amount: '0.20', severity: 'critical' }),
        ],
        { baseline: true },
      ),
    );
    expect(only(effects)).toMatchObject({
      kind: 'create',
      alert: {
        state: 'raised',
        firstPeriod: '202605',
        severity: 'critical',
        period: null,
        hits: 2,
        amount: '100.3',
        revision: 0,
        recurrenceOf: null,
        baseline: true,
      },
      events: [{ type: 'raise', toState: 'raised', agencyMaySee: false }],
    });
    expect(outcomes).toMatchObject([
      { row: 1, known: null },
      { row: 1, known: null },
    ]);
  });

  it('row 1: a monthly alert carries its month, other agencies and lines get their own', () => {
    const { effects } = run([], aRun([found(), found({ agency: '120102' }), found({ line: '170' })], monthly));
    expect(effects.map((one) => one.kind === 'create' && [one.alert.agency, one.alert.line, one.alert.period])).toEqual(
      [
        ['120101', '110', '202608'],
        ['120101', '170', '202608'],
        ['120102', '110', '202608'],
      ],
    );
  });

  it.each(alertStates.filter((state) => state !== 'withdrawn'))(
    'row 2: the same hits again change nothing, the alert being %s',
    (state) => {
      const before = existing({ state, problemType: 'P1', closedAt: now, closedOn: '2026-09-16' }, [
        aHit({ period: '202608', amount: '100.00', evidence: { a: '1', b: '2' } }),
      ]);
      const again = aRun([found({ amount: '100', evidence: { b: '2', a: '1' } })]);
      expect(run([before], again).effects).toEqual([]);
      expect(run([before], again).outcomes).toMatchObject([{ row: 2, known: null }]);
    },
  );

  it('row 3: a new hit joins the open alert of a continuing indicator; state and clocks stay', () => {
    const before = existing({ state: 'received', answerDueOn: '2026-10-08', dispatchedAt: '2026-09-01T00:00:00Z' });
    const effect = only(run([before], aRun([found({ hitKey: 'pay-2', amount: '50' })])).effects);
    expect(effect).toMatchObject({
      kind: 'change',
      change: { hits: 2, amount: '150', revision: 1 },
      events: [{ type: 'extend', toState: 'received', agencyMaySee: true, details: { newHits: 1 } }],
    });
    expect(effect.kind === 'change' && Object.keys(effect.change).sort()).toEqual(['amount', 'hits', 'revision']);
  });

  it('row 3: a hit that joins after the answer marks the alert as new since the answer', () => {
    const before = existing({ state: 'answered' });
    expect(only(run([before], aRun([found({ hitKey: 'pay-2' })])).effects)).toMatchObject({
      change: { newSinceAnswer: true },
    });
  });

  it('row 3: the same hit in a later month is no new hit: a row, no event', () => {
    const before = existing({ state: 'answered' });
    expect(only(run([before], aRun([found()])).effects)).toMatchObject({
      change: {},
      events: [],
      hits: [{ period: '202608', live: true }],
    });
  });

  it('row 4: a new hit_key joins the open alert of the month', () => {
    const before = existing({ continues: false, period: '202608', state: 'answered' }, [aHit({ period: '202608' })]);
    const { effects, outcomes } = run([before], aRun([found(), found({ hitKey: 'pay-2' })], monthly));
    expect(only(effects)).toMatchObject({ change: { hits: 2, newSinceAnswer: true }, events: [{ type: 'extend' }] });
    expect(outcomes.map((one) => one.row)).toEqual([2, 4]);
  });

  it.each(['closed', 'dismissed'] as const)(
    'row 5: a new hit_key in a re-run reopens the %s alert of the month under its number, without clocks',
    (state) => {
      const before = existing(
        {
          continues: false,
          period: '202608',
          state,
          problemType: 'P1',
          closedAt: now,
          closedOn: '2026-09-16',
          answerDueOn: '2026-10-08',
          answeredAt: now,
          answerRound: 1,
        },
        [aHit({ period: '202608' })],
      );
      const { effects } = run([before], aRun([found(), found({ hitKey: 'pay-2' })], monthly));
      expect(only(effects)).toMatchObject({
        kind: 'change',
        alertId: before.alert.id,
        change: { state: 'raised', hits: 2, closedAt: null, answerDueOn: null, answeredAt: null, problemType: null },
        events: [{ type: 'reopen', fromState: state, toState: 'raised', details: { newHits: 1 } }],
      });
    },
  );

  it('row 6: a hit that newer data takes away is not live, and the figures follow', () => {
    const before = existing({ firstPeriod: '202605' }, [
      aHit({ period: '202608', firstPeriod: '202605' }),
      aHit({ period: '202608', hitKey: 'pay-2', amount: '5' }),
    ]);
    expect(only(run([before], aRun([found({ hitKey: 'pay-2', amount: '5' })])).effects)).toMatchObject({
      change: { hits: 1, amount: '5' },
      hits: [{ hitKey: 'pay-1', live: false }],
      events: [{ type: 'adjust', details: { hitsGone: 1 } }],
    });
  });

  it.each(alertTransitions.find((one) => one.command === 'withdraw')!.from)(
    'row 6: an open alert without a live hit is withdrawn, being %s; its answer is kept',
    (state) => {
      const before = existing({ state, answeredAt: now, problemType: 'P5' }, [aHit({ period: '202608' })]);
      const effect = only(run([before], aRun([])).effects);
      expect(effect).toMatchObject({
        change: { state: 'withdrawn', hits: 0 },
        events: [{ type: 'withdraw', fromState: state, toState: 'withdrawn' }],
      });
      expect(effect.kind === 'change' && ('answeredAt' in effect.change || 'problemType' in effect.change)).toBe(false);
    },
  );

  it.each(['closed', 'dismissed'] as const)('row 6: a %s alert stays, with an event', (state) => {
    const before = existing({ state, closedAt: now }, [aHit({ period: '202608' })]);
    const effect = only(run([before], aRun([])).effects);
    expect(effect).toMatchObject({
      change: { hits: 0 },
      events: [{ type: 'adjust', fromState: state, toState: state }],
    });
  });

  it.each([
    ['another version of the indicator', { indicator: { version: 2 } }],
    ['an agency that was not evaluated', { evaluated: [{ agency: '120102', line: '110' }] }],
    ['a line that was not evaluated', { evaluated: [{ agency: '120101', line: '170' }] }],
    [
      'a hit that cannot be decided now',
      { cannotDecide: [{ agency: '120101', line: '110', subject: 'P1', hitKey: 'pay-1' }] },
    ],
  ])('row 7: %s takes nothing away', (_what, named) => {
    const before = existing({}, [aHit({ period: '202608' })]);
    expect(run([before], aRun([], named)).effects).toEqual([]);
  });

  it('row 8: a hit gone in the next month takes nothing from the month before', () => {
    expect(run([existing({}, [aHit({ period: '202607' })])], aRun([])).effects).toEqual([]);
    expect(
      run([existing({ continues: false, period: '202607' }, [aHit({ period: '202607' })])], aRun([], monthly)).effects,
    ).toEqual([]);
  });

  it.each([true, false])(
    'row 9: a hit that comes back raises the withdrawn alert under its number (continues: %s)',
    (continues) => {
      const before = existing(
        {
          continues,
          period: continues ? null : '202608',
          state: 'withdrawn',
          dispatchedAt: now,
          autoReceiptOn: '2026-09-18',
        },
        [aHit({ period: '202608', live: false })],
      );
      const { effects, outcomes } = run([before], aRun([found()], { indicator: { continues } }));
      expect(only(effects)).toMatchObject({
        kind: 'change',
        alertId: before.alert.id,
        change: { state: 'raised', hits: 1, dispatchedAt: null, autoReceiptOn: null },
        events: [{ type: 'reopen', fromState: 'withdrawn', details: { hitsBack: 1 } }],
      });
      expect(outcomes).toMatchObject([{ row: 9 }]);
    },
  );

  it.each(['P1', 'P4', 'P7'] as const)(
    'row 10: a fact already in an alert closed %s is known, in later months of the look-back too',
    (problemType) => {
      for (const period of ['202608', '202609', '202701']) {
        const { effects, outcomes } = run([closed(problemType)], aRun([found()], { period, dueOn: '2027-03-15' }));
        expect(effects).toEqual([]);
        expect(outcomes).toMatchObject([{ row: 10, known: 'fact_explained', alert: { id: anAlert().id } }]);
      }
    },
  );

  it('row 10: a dismissed fact is known', () => {
    expect(run([existing({ state: 'dismissed', closedAt: now })], aRun([found()])).outcomes).toMatchObject([
      { row: 10, known: 'fact_explained' },
    ]);
  });

  const state = { indicator: { hitIs: 'state' } } as const;
  it.each(['P3', 'P4', 'P9', 'P10'] as const)(
    'row 11: a state already in an alert closed %s is known',
    (problemType) => {
      const { effects, outcomes } = run([closed(problemType)], aRun([found()], state));
      expect(effects).toEqual([]);
      expect(outcomes).toMatchObject([{ row: 11, known: 'answer_stands' }]);
    },
  );

  it('row 11: a dismissed state is known', () => {
    expect(
      run([existing({ state: 'dismissed', closedAt: now, closedOn: '2026-09-01' })], aRun([found()], state)).outcomes,
    ).toMatchObject([{ row: 11, known: 'answer_stands' }]);
  });

  it.each([
    ['exactly a tenth more', { amount: '1100.00', observed: '2.2' }, 'answer_stands'],
    ['more than a tenth more money', { amount: '1100.01', observed: '2' }, null],
    ['more than a tenth more of what was observed', { amount: '1000.00', observed: '2.200001' }, null],
    ['less', { amount: '10.00', observed: '1' }, 'answer_stands'],
    ['more on the other side', { amount: '-1100.01', observed: '2' }, null],
    ['no figures', { amount: null, observed: null }, 'answer_stands'],
  ] as const)('row 11: a state that an answer explained, with %s', (_, figures, known) => {
    const before = closed('P4', {}, [aHit({ amount: '1000.00', observed: '2.000000' })]);
    const { effects, outcomes } = run([before], aRun([found(figures)], state));
    expect(outcomes).toMatchObject([{ row: 11, known }]);
    if (known) expect(effects).toEqual([]);
    else {
      expect(only(effects)).toMatchObject({
        kind: 'create',
        alert: { linkedTo: before.alert.id, recurrenceOf: null, severity: 'high' },
      });
    }
  });

  it('row 11: what has grown joins an alert of the subject that is open', () => {
    const before = closed('P4', {}, [aHit({ amount: '1000.00' })]);
    const open = existing({ id: 'open', state: 'dispatched' }, [aHit({ hitKey: 'other' })]);
    const { outcomes } = run([before, open], aRun([found({ amount: '1500.00' })], state));
    expect(outcomes).toMatchObject([{ row: 3, known: null, alert: { id: 'open' } }]);
  });

  const listed = { whitelist: [{ agency: '120101', line: '110', subject: found().subject }] };
  it('row 15: a hit of a whitelisted subject is known and makes no alert', () => {
    const { effects, outcomes } = run([], aRun([found()], listed));
    expect(effects).toEqual([]);
    expect(outcomes).toMatchObject([{ row: 15, known: 'whitelist', alert: null }]);
  });

  it('row 15: the whitelist is of one subject of one agency and line', () => {
    const others = [found({ subject: 'other' }), found({ agency: '120102' }), found({ line: '170' })];
    expect(run([], aRun(others, listed)).outcomes.map(({ known }) => known)).toEqual([null, null, null]);
  });

  it('row 15: a hit that an open alert holds stays with it', () => {
    const { outcomes } = run([existing({ state: 'dispatched' })], aRun([found()], { ...listed, period: '202609' }));
    expect(outcomes).toMatchObject([{ row: 3, known: null }]);
  });

  it.each(['P1', 'P2', 'P5', 'P6', 'P7', 'P8'] as const)(
    'row 12: a state closed %s is known while the data was due on or before the closing date',
    (problemType) => {
      const { effects, outcomes } = run([closed(problemType, { closedOn: '2026-09-15' })], aRun([found()], state));
      expect(effects).toEqual([]);
      expect(outcomes).toMatchObject([{ row: 12, known: 'due_before_closing' }]);
    },
  );

  it.each([
    ['P1', 'high'],
    ['P2', 'high'],
    ['P5', 'critical'],
    ['P6', 'critical'],
    ['P7', 'critical'],
    ['P8', 'critical'],
  ] as const)(
    'row 13: a state closed %s and still so in data due after the closing date is a new alert, a recurrence, %s',
    (problemType, severity) => {
      const before = closed(problemType, { closedOn: '2026-09-14' });
      const { effects, outcomes } = run([before], aRun([found()], state));
      expect(only(effects)).toMatchObject({ kind: 'create', alert: { recurrenceOf: before.alert.id, severity } });
      expect(outcomes).toMatchObject([{ row: 13, known: null }]);
    },
  );

  it.each([
    ['P1', null, 'high'],
    ['P4', null, 'high'],
    ['P5', anAlert().id, 'critical'],
    ['P8', anAlert().id, 'critical'],
  ] as const)(
    'row 14: a hit_key that the alert closed %s does not hold is a new alert, linked (recurrence of %s, %s)',
    (problemType, recurrenceOf, severity) => {
      const { effects, outcomes } = run(
        [closed(problemType)],
        aRun([found(), found({ hitKey: 'pay-2', amount: '7' })]),
      );
      expect(only(effects)).toMatchObject({
        kind: 'create',
        alert: { linkedTo: anAlert().id, recurrenceOf, severity, hits: 1, amount: '7' },
      });
      expect(outcomes.map((one) => one.row)).toEqual([10, 14]);
    },
  );

  const flood = (count: number, named: Partial<FoundHit> = {}) =>
    Array.from({ length: count }, (_, n) => found({ subject: `S${n}`, hitKey: 'total', amount: '1', ...named }));
  it('row 16: exactly fifty new subject alerts of an agency and line stay single', () => {
    expect(run([], aRun(flood(limit))).effects).toHaveLength(limit);
  });

  it.each([true, false])(
    'row 16: more than fifty become one, found by their own subject later, and never flip back (continues: %s)',
    (continues) => {
      const options = { indicator: { continues } };
      const { effects, outcomes } = run([], aRun([...flood(limit + 1), found({ line: '170' })], options));
      expect(effects).toHaveLength(2);
      expect(effects[0]).toMatchObject({
        kind: 'create',
        alert: { subject: '120101', grouped: true, hits: 51, amount: '51' },
      });
      expect(effects[1]).toMatchObject({ alert: { subject: 'P1', line: '170', grouped: false } });
      expect(outcomes[0]).toMatchObject({ row: 16 });
      const after = apply([], effects);
      expect(run(after, aRun(flood(3), options)).effects).toMatchObject([{ kind: 'change', change: { hits: 3 } }]);
      expect(
        run(after, aRun([...flood(limit + 1), found({ subject: 'S1', hitKey: 'other' })], options)).effects,
      ).toMatchObject([{ kind: 'change', alertId: 'new-1', change: { hits: 52 } }]);
    },
  );

  it('row 16: the group shares the key of an alert on the agency itself', () => {
    const { effects } = run([], aRun([found({ subject: '120101', hitKey: 'total' }), ...flood(limit + 1)], monthly));
    expect(only(effects)).toMatchObject({ alert: { subject: '120101', grouped: true, hits: 52 } });
  });

  it('row 16: an ended group is followed by a new one when the indicator continues, and reopened within its month', () => {
    const names = {
      subject: '120101',
      grouped: true,
      closedAt: now,
      closedOn: '2026-09-16',
      state: 'closed',
      problemType: 'P5',
    } as const;
    const group = existing({ ...names }, [aHit({ subject: 'other' })]);
    expect(run([group], aRun(flood(limit + 1))).effects).toMatchObject([
      { kind: 'create', alert: { grouped: true, recurrenceOf: group.alert.id, severity: 'critical' } },
    ]);
    const ofMonth = existing({ ...names, continues: false, period: '202608' }, [
      aHit({ subject: 'other', period: '202608' }),
    ]);
    expect(run([ofMonth], aRun([found({ subject: 'other' }), ...flood(limit + 1)], monthly)).effects).toMatchObject([
      { kind: 'change', change: { state: 'raised', hits: 52 }, events: [{ type: 'reopen' }] },
    ]);
  });

  it('row 17: alerts of several agencies with an equal related_key are linked, each with its own state', () => {
    const here = existing({ id: 'a' }, [aHit({ relatedKey: 'k' })]);
    const there = existing({ id: 'b', agency: '120102', state: 'answered' }, [aHit({ relatedKey: 'k' })]);
    const gone = existing({ id: 'c' }, [aHit({ relatedKey: 'k', live: false })]);
    const alone = existing({ id: 'd' }, [aHit({ relatedKey: null })]);
    expect(linkedAlerts(here, [here, there, gone, alone])).toEqual([there]);
    expect(linkedAlerts(alone, [existing({ id: 'e' }, [aHit({ relatedKey: null })])])).toEqual([]);
  });

  it('row 18: an earlier first period moves the alert back, by event', () => {
    const before = existing({ firstPeriod: '202607' });
    expect(only(run([before], aRun([found({ firstPeriod: '202603' })])).effects)).toMatchObject({
      change: { firstPeriod: '202603' },
      events: [{ type: 'adjust', details: { before: { firstPeriod: '202607' }, after: { firstPeriod: '202603' } } }],
    });
  });

  it('row 18: it never moves forward because the look-back slid', () => {
    const before = existing({ firstPeriod: '202409' }, [aHit({ firstPeriod: '202409' })]);
    expect(only(run([before], aRun([found({ firstPeriod: '202410' })])).effects)).toMatchObject({
      change: {},
      events: [],
    });
  });

  it('row 18: it moves forward where the earliest hit is gone by row 6', () => {
    const before = existing({ firstPeriod: '202603' }, [
      aHit({ period: '202608', firstPeriod: '202603' }),
      aHit({ period: '202608', hitKey: 'pay-2', firstPeriod: '202606' }),
    ]);
    expect(only(run([before], aRun([found({ hitKey: 'pay-2', firstPeriod: '202606' })])).effects)).toMatchObject({
      change: { firstPeriod: '202606', hits: 1 },
    });
  });

  it('row 19: a late run of an older period joins the open continuing alert', () => {
    const before = existing({ state: 'dispatched' });
    const { effects, outcomes } = run(
      [before],
      aRun([found({ hitKey: 'pay-0', firstPeriod: '202606' })], { period: '202606', dueOn: '2026-07-15' }),
    );
    expect(only(effects)).toMatchObject({
      kind: 'change',
      change: { hits: 2, firstPeriod: '202606' },
      events: [{ type: 'extend', toState: 'dispatched' }],
    });
    expect(outcomes).toMatchObject([{ row: 3 }]);
  });
});

describe('precedence', () => {
  const open = existing({ id: 'open', state: 'received' }, [aHit({ hitKey: 'x' })]);
  const withdrawn = existing({ id: 'withdrawn', state: 'withdrawn' }, [aHit({ hitKey: 'y', live: false })]);
  const old = closed('P1', { id: 'old', closedAt: '2026-08-01T00:00:00Z' }, [aHit({ hitKey: 'z' })]);
  const late = closed('P5', { id: 'late' }, [aHit({ hitKey: 'z2' })]);
  const goesTo = (all: ExistingAlert[]) =>
    run(all, aRun([found({ hitKey: 'fresh' })])).effects.map((one) =>
      one.kind === 'change' ? one.alertId : one.alert.linkedTo,
    );

  it('an open alert of the key comes first, then a withdrawn one, then the latest closed or dismissed one', () => {
    expect(goesTo([old, late, withdrawn, open])).toEqual(['open']);
    expect(goesTo([old, late, withdrawn])).toEqual(['withdrawn']);
    expect(goesTo([late, old])).toEqual(['late']);
    expect(goesTo([old])).toEqual(['old']);
  });

  it('a fact that was explained stays known although another alert of the person is open by now', () => {
    expect(run([open, late], aRun([found({ hitKey: 'z2' })])).outcomes).toMatchObject([
      { row: 10, alert: { id: 'late' } },
    ]);
  });

  it('a hit of a withdrawn alert joins the open one: the key has one open alert at most', () => {
    expect(run([open, withdrawn], aRun([found({ hitKey: 'y' })])).effects).toMatchObject([{ alertId: 'open' }]);
  });

  it('a state that recurs after its closing joins an alert of the key that is open or withdrawn meanwhile', () => {
    const input = aRun([found({ hitKey: 'z' })], { indicator: { hitIs: 'state' } });
    expect(run([old], input).effects).toMatchObject([{ kind: 'create', alert: { recurrenceOf: 'old' } }]);
    expect(run([old, open], input).effects).toMatchObject([{ kind: 'change', alertId: 'open' }]);
    expect(run([old, withdrawn], input).effects).toMatchObject([{ alertId: 'withdrawn', change: { state: 'raised' } }]);
  });

  it('alerts of other indicators, lines and agencies are left alone', () => {
    const others = [
      existing({ id: 'a', indicator: 'DY04' }),
      existing({ id: 'b', line: '170' }),
      existing({ id: 'c', agency: '120102' }),
    ];
    expect(run(others, aRun([found()])).effects).toMatchObject([{ kind: 'create' }]);
  });
});

describe('a monthly alert', () => {
  it.each([
    ['202508', true],
    ['202507', false],
  ])('is labelled again when its like of %s was closed as a fault: %s', (period, again) => {
    const before = closed('P5', { continues: false, period }, [aHit({ period })]);
    expect(only(run([before], aRun([found()], monthly)).effects)).toMatchObject({
      kind: 'create',
      alert: { again, recurrenceOf: null, severity: 'high' },
    });
  });
});

describe('figures', () => {
  it('are of the distinct live hit_keys, each with the values of the latest period holding it', () => {
    expect(
      figuresOf([
        aHit({ hitKey: 'a', period: '202606', amount: '1', observed: '9' }),
        aHit({ hitKey: 'a', period: '202607', amount: '10', observed: '2' }),
        aHit({ hitKey: 'a', period: '202608', amount: '100', observed: '50', live: false }),
        aHit({ hitKey: 'b', period: '202606', amount: '0.05', observed: '-3', threshold: '1' }),
        aHit({ hitKey: 'c', period: '202606', amount: null, observed: null }),
      ]),
    ).toEqual({ hits: 3, amount: '10.05', observed: '-3', threshold: '1' });
  });

  it('the amount of an agency-level figure is not counted again with its parts (CB05)', () => {
    const hits = [aHit({ hitKey: 'total', amount: '60000.00' }), aHit({ hitKey: 'E001', amount: '60000.00' })];
    expect(figuresOf(hits)).toMatchObject({ hits: 2, amount: '60000' });
  });

  it('sum money exactly, beyond what a float holds', () => {
    expect(
      figuresOf([aHit({ hitKey: 'a', amount: '90071992547409931.01' }), aHit({ hitKey: 'b', amount: '0.02' })]).amount,
    ).toBe('90071992547409931.03');
  });
});

describe('any history of runs', () => {
  const hitArbitrary = fc.record({
    agency: fc.constantFrom('120101', '120102'),
    subject: fc.constantFrom('A', 'B', 'C', 'D', 'E', '120101'),
    hitKey: fc.constantFrom('k1', 'k2', 'k3'),
    firstPeriod: fc.constantFrom('202604', '202605', '202606'),
    amount: fc.option(fc.constantFrom('1.10', '2', '3.330000'), { nil: null }),
    severity: fc.option(fc.constantFrom('low' as const, 'critical' as const), { nil: null }),
  });
  const runArbitrary = fc.record({
    hits: fc.uniqueArray(hitArbitrary, {
      maxLength: 14,
      selector: (hit) => `${hit.agency}|${hit.subject}|${hit.hitKey}`,
    }),
    period: fc.constantFrom('202606', '202607', '202608'),
    version: fc.constantFrom(1, 2),
    evaluated: fc.subarray(['120101', '120102']),
    // What officers do to some alerts after the run.
    endings: fc.array(fc.constantFrom<AlertState | null>(null, null, 'answered', 'closed', 'dismissed'), {
      minLength: 6,
      maxLength: 6,
    }),
    problemType: fc.constantFrom<ProblemType>('P1', 'P4', 'P7'),
  });

  it.each([
    [true, 'fact'],
    [true, 'state'],
    [false, 'fact'],
    [false, 'state'],
  ] as const)(
    'a run reconciled again changes nothing, and no key has two alerts (continues: %s, hits are %ss)',
    (continues, hitIs) => {
      fc.assert(
        fc.property(fc.array(runArbitrary, { minLength: 1, maxLength: 6 }), (history) => {
          let alerts: ExistingAlert[] = [];
          for (const { hits, period, version, evaluated, endings, problemType } of history) {
            const input = aRun(
              hits.filter((hit) => evaluated.includes(hit.agency)).map((hit) => found(hit)),
              {
                period,
                dueOn: `2026-0${Number(period.slice(5)) + 1}-15`,
                evaluated: evaluated.map((agency) => ({ agency, line: '110' })),
                indicator: { continues, hitIs, version },
              },
            );
            const options = { now, settings: { groupLimit: 2, standingGrowthPercent: 10 } };
            alerts = apply(alerts, reconcile(alerts, input, options).effects);
            expect(reconcile(alerts, input, options).effects).toEqual([]);

            const keys = alerts
              .filter(({ alert }) => !continues || !['closed', 'dismissed', 'withdrawn'].includes(alert.state))
              .map(({ alert }) => [alert.agency, alert.line, alert.subject, alert.period].join('|'));
            expect(new Set(keys).size).toBe(keys.length);
            for (const { alert, hits: rows } of alerts) {
              expect(alert).toMatchObject(figuresOf(rows));
              if (!['closed', 'dismissed', 'withdrawn'].includes(alert.state)) expect(alert.hits).toBeGreaterThan(0);
            }

            alerts = alerts.map((one, index) => {
              const ending = endings[index % endings.length];
              if (!ending || ['closed', 'dismissed', 'withdrawn'].includes(one.alert.state)) return one;
              const ended = {
                state: ending,
                problemType,
                closedAt: `2026-08-2${index % 10}T00:00:00Z`,
                closedOn: `2026-08-2${index % 10}`,
              };
              return { ...one, alert: { ...one.alert, ...ended, revision: one.alert.revision + 1 } };
            });
          }
        }),
        { numRuns: 300, seed: 20261122 },
      );
    },
  );
});
