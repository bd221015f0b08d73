import pg from 'pg';

const names = new Map<string, string>();

/**
 * Marks a statement that pages send again and again: each connection has it parsed and planned once, which with row-level
 * security takes longer than to answer it. Only for few texts, whose best plan is the same whatever their values are.
 */
export function prepared(sql: string): string {
  if (!names.has(sql)) names.set(sql, `prepared_${names.size + 1}`);
  return sql;
}

/** A connection that sends what is marked by its name. */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // One that breaks between two questions would end the process; who asks next is told, and the pool lets go of it.
    this.on('error', () => undefined);
    const send = this.query.bind(this) as (...asked: unknown[]) => unknown;
    this.query = ((first: unknown, values: unknown, ...rest: unknown[]) => {
      const name = typeof first === 'string' && Array.isArray(values) ? names.get(first) : undefined;
      return name ? send({ name, text: first, values }, ...rest) : send(first, values, ...rest);
    }) as typeof this.query;
  }
}
