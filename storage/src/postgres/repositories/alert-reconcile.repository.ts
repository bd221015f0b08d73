import { randomUUID } from 'node:crypto';
import {
  alertNumber,
  type Alert,
  type AlertEvent,
  type AlertHit,
  type ExistingAlert,
  type HitOutcome,
  type ReconcileEffect,
} from '@fundwatch/domain/alert';
import type { EntityManager } from 'typeorm';
import { AlertRow } from '../entities/index.js';
import { writeAlertNotices } from './write-notices.js';

/** What the effects of one indicator's run are written with. */
export interface EffectWriting {
  evaluationId: string;
  /** The parameter values that raised the alerts; each keeps them. */
  parameters: Record<string, unknown>;
  /** The definition that raised them; null on a run from before definitions were kept. */
  definitionHash: string | null;
  /** ISO instant, business time; and the year of it in Shanghai for the numbers. */
  now: string;
  year: number;
  numberPrefix: string;
  /** Called after each effect; crash tests stop the process there. */
  afterEffect?: () => void;
}

/** Loads and writes what the reconciliation decides; the decision itself is `reconcile` of the domain. */
export class AlertReconcileRepository {
  constructor(private readonly manager: EntityManager) {}

  /** All alerts of an indicator with all their rows; the alert rows are held until the transaction ends. */
  async existing(indicator: string): Promise<ExistingAlert[]> {
    const alerts = await this.manager.find(AlertRow, {
      where: { indicator },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const hits: (AlertHit & { alertId: string })[] = await this.manager.query(
      `select h.alert_id as "alertId", h.subject, h.hit_key as "hitKey", h.period, h.live, h.related_key as "relatedKey",
         h.first_period as "firstPeriod", h.observed::text as observed, h.threshold::text as threshold, h.amount::text as amount,
         h.severity, h.indicator_version as "indicatorVersion", h.evidence, h.found_at as "foundAt"
       from alert_hit h join alert a on a.id = h.alert_id where a.indicator = $1
       order by h.alert_id, h.subject, h.hit_key, h.period`,
      [indicator],
    );
    const byAlert = groupByAlert(hits);
    return alerts.map((row) => ({ alert: toAlert(row), hits: byAlert.get(row.id) ?? [] }));
  }

  /** Writes the effects and what became of each hit. Returns the counts for the run. */
  async apply(
    effects: readonly ReconcileEffect[],
    outcomes: readonly HitOutcome[],
    indicator: string,
    writing: EffectWriting,
  ): Promise<{ raised: number; extended: number; withdrawn: number }> {
    const counts = { raised: 0, extended: 0, withdrawn: 0 };
    const created = new Map<string, string>();
    for (const effect of effects) {
      if (effect.kind === 'create') {
        const id = await this.create(effect.alert, writing);
        created.set(effect.ref, id);
        await this.writeRows(id, effect.alert.agency, effect.hits);
        await this.writeEvents(id, effect.alert.agency, effect.events);
        counts.raised++;
      } else {
        const agency = await this.change(effect.alertId, effect.revision, effect.change, writing.now);
        await this.writeRows(effect.alertId, agency, effect.hits);
        await this.writeEvents(
          effect.alertId,
          agency,
          await this.endBranches(effect.alertId, effect.events, writing.now),
        );
        for (const { type } of effect.events) {
          if (type === 'extend' || type === 'reopen') counts.extended++;
          if (type === 'withdraw') counts.withdrawn++;
        }
      }
      writing.afterEffect?.();
    }
    await this.writeOutcomes(writing.evaluationId, indicator, outcomes, created);
    return counts;
  }

  private async create(alert: Omit<Alert, 'id' | 'number'>, writing: EffectWriting): Promise<string> {
    const rows: { last: number }[] = await this.manager.query(
      `insert into alert_number (year, last) values ($1, 1) on conflict (year) do update set last = alert_number.last + 1 returning last`,
      [writing.year],
    );
    const id = randomUUID();
    await this.manager.insert(AlertRow, {
      ...alert,
      id,
      number: alertNumber(writing.numberPrefix, writing.year, rows[0]!.last),
      parameters: writing.parameters as object,
      definitionHash: writing.definitionHash,
      updatedAt: writing.now,
    });
    return id;
  }

  private async change(id: string, revision: number, change: Partial<Alert>, now: string): Promise<string> {
    const row = await this.manager.findOneOrFail(AlertRow, { where: { id, revision } });
    if (Object.keys(change).length > 0) await this.manager.update(AlertRow, { id }, { ...change, updatedAt: now });
    return row.agency;
  }

  private async writeRows(alertId: string, agency: string, hits: readonly AlertHit[]): Promise<void> {
    if (hits.length === 0) return;
    await this.manager.query(
      `insert into alert_hit (alert_id, agency, subject, hit_key, period, live, related_key, first_period, observed, threshold, amount, severity,
         indicator_version, evidence, found_at)
       select $1, $2, r.subject, r."hitKey", r.period, r.live, r."relatedKey", r."firstPeriod", r.observed, r.threshold, r.amount, r.severity,
         r."indicatorVersion", r.evidence, r."foundAt"
       from jsonb_to_recordset($3::jsonb) as r(subject text, "hitKey" text, period text, live boolean, "relatedKey" text, "firstPeriod" text,
         observed numeric, threshold numeric, amount numeric, severity text, "indicatorVersion" integer, evidence jsonb, "foundAt" timestamptz)
       on conflict (alert_id, subject, hit_key, period) do update set live = excluded.live, related_key = excluded.related_key,
         first_period = excluded.first_period, observed = excluded.observed, threshold = excluded.threshold, amount = excluded.amount,
         severity = excluded.severity, indicator_version = excluded.indicator_version, evidence = excluded.evidence`,
      [alertId, agency, JSON.stringify(hits)],
    );
  }

  private async writeEvents(alertId: string, agency: string, events: readonly AlertEvent[]): Promise<void> {
    for (const event of events) {
      await this.manager.query(
        `insert into alert_event (alert_id, agency, sequence, type, from_state, to_state, actor, at, recorded_at, reason, details, agency_may_see)
         select $1, $2, coalesce(max(sequence), 0) + 1, $3, $4, $5, 'evaluation', $6, clock_timestamp(), $7, $8, $9
         from alert_event where alert_id = $1`,
        [
          alertId,
          agency,
          event.type,
          event.fromState,
          event.toState,
          event.at,
          event.reason,
          JSON.stringify(event.details),
          event.agencyMaySee,
        ],
      );
      await writeAlertNotices(this.manager, null, alertId, event);
    }
  }

  /** Ends the branches that a withdrawal cancels; their events name them, and are shown to whom the branch is. */
  private async endBranches(alertId: string, events: readonly AlertEvent[], now: string): Promise<AlertEvent[]> {
    const told: AlertEvent[] = [];
    for (const event of events) {
      const [kind, command] = event.type.split('.');
      if (command !== 'cancel') {
        told.push(event);
        continue;
      }
      const [rows]: [{ id: string; agencyMaySee: boolean }[], number] = await this.manager.query(
        `update alert_branch set state = 'cancelled', ended_at = $3, details = details || $4
         where alert_id = $1 and kind = $2 and ended_at is null returning id, agency_may_see as "agencyMaySee"`,
        [alertId, kind, now, JSON.stringify(event.details)],
      );
      for (const { id, agencyMaySee } of rows)
        told.push({
          ...event,
          details: { ...event.details, branchId: id },
          agencyMaySee: agencyMaySee && events.some((one) => one.type === 'withdraw' && one.agencyMaySee),
        });
    }
    return told;
  }

  private async writeOutcomes(
    evaluationId: string,
    indicator: string,
    outcomes: readonly HitOutcome[],
    created: ReadonlyMap<string, string>,
  ): Promise<void> {
    const written = outcomes.map(({ agency, line, subject, hitKey, known, alert }) => ({
      agency,
      line,
      subject,
      hitKey,
      outcome: known ?? 'alert',
      alertId: alert && ('id' in alert ? alert.id : created.get(alert.ref)),
    }));
    const batch = 5_000;
    for (let start = 0; start < written.length; start += batch) {
      await this.manager.query(
        `update hit set outcome = r.outcome, alert_id = r."alertId"
         from jsonb_to_recordset($3::jsonb) as r(agency text, line text, subject text, "hitKey" text, outcome text, "alertId" uuid)
         where hit.evaluation_id = $1 and hit.indicator = $2 and hit.verdict = 'hit' and hit.agency = r.agency and hit.line = r.line
           and hit.subject = r.subject and hit.hit_key = r."hitKey"`,
        [evaluationId, indicator, JSON.stringify(written.slice(start, start + batch))],
      );
    }
  }
}

function groupByAlert(hits: readonly (AlertHit & { alertId: string })[]): Map<string, AlertHit[]> {
  const byAlert = new Map<string, AlertHit[]>();
  for (const { alertId, ...hit } of hits) {
    const own = byAlert.get(alertId);
    if (own) own.push(hit);
    else byAlert.set(alertId, [hit]);
  }
  return byAlert;
}

/** The record without what only storage needs. */
function toAlert(row: AlertRow): Alert {
  const {
    parameters: _parameters,
    definitionHash: _definitionHash,
    updatedAt: _updatedAt,
    consulted: _consulted,
    dueOn: _dueOn,
    severityRank: _severityRank,
    ...alert
  } = row;
  return alert as Alert;
}
