import type { IndicatorDefinition } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { prepared } from '../prepared.js';

/** A definition under its hash; what it holds beyond the front matter is its reader's to know. */
export interface KeptDefinition {
  hash: string;
  definition: IndicatorDefinition;
}

/** Every definition that was proposed or that a run used. A hash stands for one definition for ever. */
export class IndicatorDefinitionRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps definitions; one that is there already stays as it is. */
  async keep(definitions: readonly KeptDefinition[], at: string): Promise<void> {
    if (definitions.length === 0) return;
    const rows = definitions.map(({ hash, definition }) => {
      const { code, version, title, subject } = definition;
      return { hash, code, version, title, subject, definition };
    });
    await this.manager.query(
      `insert into indicator_definition (hash, code, version, title, subject, definition, kept_at)
       select r.hash, r.code, r.version, r.title, r.subject, r.definition, $2
       from jsonb_to_recordset($1::jsonb) as r(hash text, code text, version integer, title jsonb, subject text, definition jsonb)
       on conflict (hash) do nothing`,
      [JSON.stringify(rows), at],
    );
  }

  async get(hash: string): Promise<IndicatorDefinition | null> {
    const rows: { definition: IndicatorDefinition }[] = await this.manager.query(
      `select definition from indicator_definition where hash = $1`,
      [hash],
    );
    return rows[0]?.definition ?? null;
  }

  /** The hash of the definition that an alert was raised by. */
  async hashOfAlert(alertId: string): Promise<string | null> {
    const rows: { hash: string | null }[] = await this.manager.query(
      prepared(`select definition_hash as hash from alert where id = $1`),
      [alertId],
    );
    return rows[0]?.hash ?? null;
  }

  /** The definition that an alert was raised by; null on an alert from before definitions were kept. */
  async ofAlert(alertId: string): Promise<IndicatorDefinition | null> {
    const rows: { definition: IndicatorDefinition }[] = await this.manager.query(
      `select d.definition from alert a join indicator_definition d on d.hash = a.definition_hash where a.id = $1`,
      [alertId],
    );
    return rows[0]?.definition ?? null;
  }

  /** By code, the definitions that a run was requested with; of one indicator only, if named. */
  async ofRun(evaluationId: string, indicator: string | null = null): Promise<Map<string, IndicatorDefinition>> {
    const rows: { indicator: string; definition: IndicatorDefinition }[] = await this.manager.query(
      `select i.indicator, d.definition from evaluation_indicator i join indicator_definition d on d.hash = i.definition_hash
       where i.evaluation_id = $1 and ($2::text is null or i.indicator = $2) order by i.indicator`,
      [evaluationId, indicator],
    );
    return new Map(rows.map((row) => [row.indicator, row.definition]));
  }

  /** The highest version of a code that is known here; 0 for none. */
  async highestVersion(code: string): Promise<number> {
    const rows: { version: number }[] = await this.manager.query(
      `select coalesce(max(version), 0) as version from indicator_definition where code = $1`,
      [code],
    );
    return rows[0]?.version ?? 0;
  }
}
