import type { IndicatorDefinition } from './indicator-definition.js';

/** A definition with what belongs to it beyond the front matter. */
export type WholeDefinition = IndicatorDefinition & { guidance: Readonly<Record<string, string>>; sql: string };

/** One field that differs; texts as a person reads them, null where there is none. */
export interface DefinitionDifference {
  /** `status`, `severity`, `lines`, `agencies`, `parameter`, `title`, `guidance`, `query` … */
  field: string;
  /** Which of them, where there are several: the parameter's name, the heading. */
  name: string | null;
  from: string | null;
  to: string | null;
}

const plain = ['status', 'severity', 'subject', 'raisedPer', 'continues', 'hitIs', 'reach'] as const;
const whole = ['needs', 'evidence', 'basis', 'answers'] as const;

/** What two versions of an indicator differ in, what an office may change first. */
export function compareDefinitions(from: WholeDefinition, to: WholeDefinition): DefinitionDifference[] {
  const rows: DefinitionDifference[] = [
    ...compareParameters(from, to),
    ...plain.map((field) => ({ field, name: null, from: String(from[field]), to: String(to[field]) })),
    { field: 'lines', name: null, from: listed(from.lines), to: listed(to.lines) },
    { field: 'agencies', name: null, from: listed(from.agencies ?? 'ALL'), to: listed(to.agencies ?? 'ALL') },
    { field: 'title', name: null, from: from.title.zh, to: to.title.zh },
    { field: 'summary', name: null, from: from.summary.zh, to: to.summary.zh },
    ...Object.keys({ ...from.guidance, ...to.guidance }).map((name) => ({
      field: 'guidance',
      name,
      from: from.guidance[name] ?? null,
      to: to.guidance[name] ?? null,
    })),
    ...whole.map((field) => ({ field, name: null, from: written(from[field]), to: written(to[field]) })),
    { field: 'query', name: null, from: from.sql, to: to.sql },
  ];
  return rows.filter((row) => row.from !== row.to);
}

function compareParameters(from: WholeDefinition, to: WholeDefinition): DefinitionDifference[] {
  const names = new Set([...from.parameters, ...to.parameters].map(({ name }) => name));
  const valueIn = ({ parameters }: WholeDefinition, name: string) =>
    parameters.find((one) => one.name === name)?.value ?? null;
  return [...names].map((name) => ({ field: 'parameter', name, from: valueIn(from, name), to: valueIn(to, name) }));
}

function listed(codes: readonly string[] | 'ALL'): string {
  return codes === 'ALL' ? 'ALL' : codes.toSorted().join(' ');
}

/** In an order of its own: the same content is the same text, whatever store it came through. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
