import { randomUUID } from 'node:crypto';
import { alertNumber, type Alert, type AlertSource } from '@fundwatch/domain/alert';
import type { IndicatorSubject } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { AlertRow, AlertSourceRow } from '../entities/index.js';

/** What an alert by hand says instead of an indicator's text, and where it comes from. */
export interface StoredAlertSource {
  title: string;
  found: string;
  subjectKind: IndicatorSubject;
  kind: AlertSource;
  sourceNumber: string;
  sourceOn: string;
  raisedByName: string;
}

/** Alerts by hand. */
export class AlertSourceRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Writes an alert by hand down under the year's next number; its event is the caller's. */
  async raise(
    alert: Omit<Alert, 'id' | 'number'>,
    source: StoredAlertSource,
    { now, year, numberPrefix }: { now: string; year: number; numberPrefix: string },
  ): Promise<Alert> {
    const rows: { last: number }[] = await this.manager.query(
      `insert into alert_number (year, last) values ($1, 1) on conflict (year) do update set last = alert_number.last + 1 returning last`,
      [year],
    );
    const raised = { ...alert, id: randomUUID(), number: alertNumber(numberPrefix, year, rows[0]!.last) };
    await this.manager.insert(AlertRow, {
      ...raised,
      openBranches: [],
      parameters: {},
      definitionHash: null,
      updatedAt: now,
    });
    await this.manager.insert(AlertSourceRow, { ...source, alertId: raised.id, agency: alert.agency });
    return raised;
  }

  /** Null on an alert that an evaluation raised. */
  async ofAlert(alertId: string): Promise<StoredAlertSource | null> {
    const row = await this.manager.findOneBy(AlertSourceRow, { alertId });
    return row as StoredAlertSource | null;
  }
}
