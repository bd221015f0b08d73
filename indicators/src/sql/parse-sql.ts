import { loadModule, parseSync, scanSync, type ScanToken } from 'libpg-query';

/** A node of PostgreSQL's parse tree: its fields as the parser names them. */
export type SqlNode = Record<string, unknown>;

/** A node with its type and the nodes around it, nearest first. */
export interface Placed {
  type: string;
  node: SqlNode;
  /** The field of the parent that it stands in. */
  field: string;
  around: readonly Placed[];
}

/** A query, parsed by PostgreSQL's own parser. */
export interface ParsedSql {
  text: string;
  /** Node types of the statements. */
  statements: Placed[];
  nodes: Placed[];
  tokens: ScanToken[];
}

/** Fields whose value is a node without its type around it. */
const bareFields: Readonly<Record<string, string>> = {
  over: 'WindowDef',
  alias: 'Alias',
  typeName: 'TypeName',
  withClause: 'WithClause',
  larg: 'SelectStmt',
  rarg: 'SelectStmt',
  intoClause: 'IntoClause',
};

/** Parses a query. Throws the parser's error when it is no PostgreSQL. */
export async function parseSql(text: string): Promise<ParsedSql> {
  await loadModule();
  const { stmts = [] } = parseSync(text) as { stmts?: { stmt?: unknown }[] };
  const nodes: Placed[] = [];
  const statements = stmts.flatMap(({ stmt }) => {
    const before = nodes.length;
    collect(stmt, 'stmt', [], nodes);
    return nodes[before] ? [nodes[before]] : [];
  });
  const tokens = scanSync(text).tokens.filter(({ tokenName }) => !tokenName.endsWith('COMMENT'));
  return { text, statements, nodes, tokens };
}

function collect(value: unknown, field: string, around: readonly Placed[], into: Placed[]): void {
  if (Array.isArray(value)) {
    for (const entry of value) collect(entry, field, around, into);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  const wrapped = keys.length === 1 && /^[A-Z]/.test(keys[0]!) ? keys[0]! : undefined;
  const type = wrapped ?? bareFields[field];
  const node = (wrapped ? (value as SqlNode)[wrapped] : value) as SqlNode;
  let inside = around;
  if (type) {
    const placed = { type, node, field, around };
    into.push(placed);
    inside = [placed, ...around];
  }
  for (const [key, entry] of Object.entries(node)) collect(entry, key, inside, into);
}

/** The line of the query that a node stands in, from 1: by its own place, else that of a node inside or around it. */
export function lineOf(sql: ParsedSql, placed: Placed): number {
  const inside = sql.nodes.find(({ node, around }) => isPlaced(node) && around.includes(placed));
  const place = [placed, ...(inside ? [inside] : []), ...placed.around].find(({ node }) => isPlaced(node));
  const bytes = Buffer.from(sql.text).subarray(0, Number(place?.node.location ?? 0));
  return bytes.toString().split('\n').length;
}

function isPlaced({ location }: SqlNode): boolean {
  return typeof location === 'number' && location >= 0;
}

/** `a.b` of a column reference; a star is `*`. */
export function columnPath(node: SqlNode): string[] {
  return (node.fields as SqlNode[]).map((field) => stringOf(field) ?? '*');
}

/** The text of a `String` node. */
export function stringOf(value: unknown): string | undefined {
  return (value as { String?: { sval?: string } } | undefined)?.String?.sval;
}

/** Name of a function call, without its schema, in lower case. */
export function functionName(node: SqlNode): string {
  return (stringOf((node.funcname as unknown[]).at(-1)) ?? '').toLowerCase();
}

/** The operator of an `A_Expr`. */
export function operatorOf(node: SqlNode): string {
  return stringOf((node.name as unknown[])?.at(-1)) ?? '';
}

/** A wrapped value as type and node. */
export function unwrap(value: unknown): { type: string; node: SqlNode } | undefined {
  const [type, node] = Object.entries((value ?? {}) as SqlNode)[0] ?? [];
  return type ? { type, node: node as SqlNode } : undefined;
}
