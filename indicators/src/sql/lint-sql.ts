import type { IndicatorDefinition } from '@fundwatch/domain/evaluate';
import { type ParsedSql, type Placed, lineOf, parseSql } from './parse-sql.js';
import { sqlRules } from './sql-rules.js';

/** What a query breaks: the rule's name (`sql-rules.ts`), the line, and what to write instead. */
export interface SqlFinding {
  rule: string;
  line: number;
  message: string;
}

/** What the linter must know of the indicator that the query belongs to. */
export type LintedIndicator = Pick<IndicatorDefinition, 'needs' | 'parameters' | 'evidence'> & {
  sql: string;
  /** Left out = an indicator's. */
  contract?: LintedContract;
};

/** What a query must return before its evidence, and which of these columns make its order total. */
export interface LintedContract {
  columns: readonly string[];
  orderedBy: readonly string[];
}

/** A rule over one node, or over the whole query. */
export interface SqlRule {
  name: string;
  /** What is wrong and what to write instead. */
  says: string;
  /** Node types that it looks at; left out = asked once for the query. */
  nodes?: readonly string[];
  /** A text adds to what the rule says; true is enough. */
  breaks(at: Placed, sql: ParsedSql, indicator: LintedIndicator): boolean | string | readonly string[];
}

/** Every breach of the rules of SQL.md, in order of line; empty when the query may run on both engines. */
export async function lintSql(indicator: LintedIndicator): Promise<SqlFinding[]> {
  let sql: ParsedSql;
  try {
    sql = await parseSql(indicator.sql);
  } catch (error) {
    return [{ rule: 'one-select', line: 1, message: `PostgreSQL cannot parse it: ${(error as Error).message}` }];
  }
  const whole: Placed = sql.statements[0] ?? { type: 'none', node: {}, field: '', around: [] };
  const findings = sqlRules.flatMap((rule) => {
    const places = rule.nodes ? sql.nodes.filter(({ type }) => rule.nodes!.includes(type)) : [whole];
    return places.flatMap((at) => {
      const broken = rule.breaks(at, sql, indicator);
      const details = broken === false ? [] : broken === true ? [''] : typeof broken === 'string' ? [broken] : broken;
      return details.map((detail) => ({
        rule: rule.name,
        line: lineOf(sql, at),
        message: detail ? `${rule.says}: ${detail}` : rule.says,
      }));
    });
  });
  return findings.sort((a, b) => a.line - b.line);
}
