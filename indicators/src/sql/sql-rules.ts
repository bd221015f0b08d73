import { contractColumns } from '@fundwatch/domain/evaluate';
import { aliasesWithoutAs } from './find-aliases.js';
import type { LintedContract, LintedIndicator, SqlRule } from './lint-sql.js';
import {
  type ParsedSql,
  type Placed,
  type SqlNode,
  columnPath,
  functionName,
  operatorOf,
  stringOf,
  unwrap,
} from './parse-sql.js';
import {
  allowedFunctions,
  allowedNodes,
  allowedOperators,
  allowedTypes,
  booleanFields,
  comparisonOperators,
  dateFunctions,
  doubleAggregates,
  moneyFields,
  patternFunctions,
} from './sql-vocabulary.js';

const knownElsewhere = (name: string): boolean =>
  [doubleAggregates, patternFunctions, dateFunctions].some((set) => set.has(name)) || ['upper', 'every'].includes(name);

const allowedKinds = new Set([
  'AEXPR_OP',
  'AEXPR_DISTINCT',
  'AEXPR_NOT_DISTINCT',
  'AEXPR_NULLIF',
  'AEXPR_IN',
  'AEXPR_LIKE',
  'AEXPR_BETWEEN',
  'AEXPR_NOT_BETWEEN',
]);
/** Constructs that a rule of their own speaks of. */
const nodesOfOtherRules = new Set([
  'A_ArrayExpr',
  'A_Indices',
  'A_Indirection',
  'A_Star',
  'CollateClause',
  'IntoClause',
  'JsonFuncExpr',
  'LockingClause',
  'ParamRef',
  'SQLValueFunction',
  'XmlExpr',
]);
const patternKinds = new Set(['AEXPR_SIMILAR', 'AEXPR_ILIKE']);
const patternOperators = new Set(['~', '~*', '!~', '!~*']);
const orderedWindowFunctions = new Set([
  'row_number',
  'rank',
  'dense_rank',
  'lag',
  'lead',
  'first_value',
  'last_value',
]);

const indicatorContract: LintedContract = {
  columns: contractColumns,
  orderedBy: ['agency', 'line', 'subject', 'hit_key'],
};

/** Every rule of SQL.md, by the number it has there; `sql-rules.spec.ts` holds a breach of each. */
export const sqlRules: readonly SqlRule[] = [
  {
    name: 'one-select',
    says: 'write one select statement and nothing else',
    breaks: (_, { statements, nodes }) =>
      statements.length !== 1 ||
      statements[0]!.type !== 'SelectStmt' ||
      nodes.some(({ type }) => /^(Insert|Update|Delete|Merge)Stmt$|^(IntoClause|LockingClause)$/.test(type)),
  },
  {
    name: 'contract',
    says: 'return the contract’s columns and then the declared evidence, in this order',
    breaks: (at, _, { evidence, contract = indicatorContract }) => {
      const wanted = [...contract.columns, ...evidence.map(({ name }) => name)].join();
      const found = targetNames(leftmost(at.node)).join();
      return found !== wanted && `found ${found}, wanted ${wanted}`;
    },
  },
  {
    name: 'total-order',
    says: 'end with a total order by that holds at least these columns',
    breaks: (at, _, { contract = indicatorContract }) => {
      const ordered = orderedColumns(at.node);
      return contract.orderedBy.filter((name) => !ordered.has(name)).join(', ') || false;
    },
  },
  {
    name: 'no-limit',
    says: 'no limit on the result: a cut list hides hits',
    breaks: ({ node }) => node.limitCount !== undefined || node.limitOffset !== undefined,
  },
  {
    name: 'declared-tables',
    says: 'read facts.<table> and facts.<table>_history of the declared needs only',
    nodes: ['RangeVar'],
    breaks: (at, _, indicator) => {
      const { node } = at;
      const name = String(node.relname);
      if (node.schemaname === undefined) return !visibleCtes(at).has(name) && name;
      if (node.schemaname !== 'facts' || node.catalogname !== undefined) return `${String(node.schemaname)}.${name}`;
      return !declaredTables(indicator).has(name) && `facts.${name}`;
    },
  },
  {
    name: 'needs-are-read',
    says: 'declared but never read',
    breaks: (_, sql, indicator) => unreadNeeds(sql, indicator),
  },
  {
    name: 'no-division',
    says: 'no / in a decision: write abs(a - b) > r * b, or div_floor, or ratio for display',
    nodes: ['A_Expr'],
    breaks: ({ node }) => operatorOf(node) === '/' || operatorOf(node) === '//',
  },
  {
    name: 'cast-before-product',
    says: 'cast money to decimal(38,2) before multiplying',
    nodes: ['A_Expr'],
    breaks: ({ node }) => {
      if (operatorOf(node) !== '*') return false;
      return [node.lexpr, node.rexpr].flatMap((side) => {
        const operand = unwrap(side);
        const column = operand?.type === 'ColumnRef' ? columnPath(operand.node).at(-1)! : '';
        return moneyFields.has(column) ? [column] : [];
      });
    },
  },
  {
    name: 'no-double-aggregate',
    says: 'avg, stddev and their kin are double on one engine: compare n·Σx² − (Σx)²',
    nodes: ['FuncCall'],
    breaks: ({ node }) => doubleAggregates.has(functionName(node)),
  },
  {
    name: 'percentile-rounded',
    says: 'round a percentile to 3 decimals',
    nodes: ['FuncCall'],
    breaks: ({ node, around }) =>
      functionName(node).startsWith('percentile_') &&
      !around.some(
        ({ type, node: outer }) =>
          type === 'FuncCall' && functionName(outer) === 'round' && integerOf((outer.args as unknown[])[1]) === 3,
      ),
  },
  {
    name: 'no-pattern',
    says: 'no regular expressions, similar to or ilike: the engines read them differently',
    nodes: ['A_Expr', 'FuncCall'],
    breaks: ({ type, node }) =>
      type === 'FuncCall'
        ? patternFunctions.has(functionName(node))
        : patternKinds.has(String(node.kind)) || patternOperators.has(operatorOf(node)),
  },
  {
    name: 'positive-substr',
    says: 'no negative position or length',
    nodes: ['FuncCall'],
    breaks: ({ node }) =>
      ['substr', 'substring', 'left', 'right'].includes(functionName(node)) &&
      ((node.args as unknown[]) ?? []).some((argument) => isNegative(argument)),
  },
  {
    name: 'no-upper',
    says: 'no upper: it follows the locale; id_key for citizen ids',
    nodes: ['FuncCall'],
    breaks: ({ node }) => functionName(node) === 'upper',
  },
  {
    name: 'nulls-written',
    says: 'write nulls first or nulls last',
    nodes: ['SortBy'],
    breaks: ({ node }) => (node.sortby_nulls ?? 'SORTBY_NULLS_DEFAULT') === 'SORTBY_NULLS_DEFAULT',
  },
  {
    name: 'no-collation',
    says: 'text is compared under locale C: no collate',
    nodes: ['CollateClause'],
    breaks: () => true,
  },
  {
    name: 'ordered-where-order-decides',
    says: 'give it an order by whose ties are broken by a key',
    nodes: ['FuncCall', 'SelectStmt'],
    breaks: ({ type, node }, sql) => {
      if (type === 'SelectStmt') {
        const distinctOn = ((node.distinctClause as unknown[]) ?? []).some((entry) => unwrap(entry) !== undefined);
        const cut = node.limitCount !== undefined;
        return (distinctOn || cut) && !node.sortClause && (distinctOn ? 'distinct on' : 'limit');
      }
      const name = functionName(node);
      if (name === 'string_agg') return !node.agg_order && name;
      if (!orderedWindowFunctions.has(name) || !node.over) return false;
      return !windowOrders(node.over as SqlNode, sql) && name;
    },
  },
  {
    name: 'no-bare-date-function',
    says: 'no clock and no engine date function: date ± integer, the prelude, facts.run',
    nodes: ['FuncCall', 'SQLValueFunction'],
    breaks: ({ type, node }) =>
      type === 'SQLValueFunction' ? String(node.op) : dateFunctions.has(functionName(node)) && functionName(node),
  },
  {
    name: 'interval-in-frame-only',
    says: 'an interval belongs in a range frame or a series; dates move by whole days or add_months',
    nodes: ['TypeName'],
    breaks: ({ node, around }) =>
      typeNameOf(node) === 'interval' &&
      !around.some(
        ({ type, node: outer, field }) =>
          field === 'startOffset' ||
          field === 'endOffset' ||
          (type === 'FuncCall' && functionName(outer) === 'generate_series'),
      ),
  },
  {
    name: 'iso-literal',
    says: 'write dates as YYYY-MM-DD and times as YYYY-MM-DD HH:MM:SS',
    nodes: ['TypeCast'],
    breaks: ({ node }) => {
      const text = constantText(node.arg);
      if (text === undefined) return false;
      const shapes: Record<string, RegExp> = {
        date: /^\d{4}-\d{2}-\d{2}$/,
        timestamp: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/,
      };
      const shape = shapes[typeNameOf(node.typeName as SqlNode)];
      return shape !== undefined && !shape.test(text) && text;
    },
  },
  {
    name: 'as-before-alias',
    says: 'write as before the alias',
    breaks: (_, sql) => aliasesWithoutAs(sql),
  },
  {
    name: 'no-alias-in-where',
    says: 'no alias in where or having: repeat the expression, qualify the column, or use a subquery',
    nodes: ['ColumnRef'],
    breaks: (at) => {
      const path = columnPath(at.node);
      if (path.length !== 1) return false;
      const select = at.around.findIndex(({ type }) => type === 'SelectStmt');
      if (select < 0) return false;
      const clause = select === 0 ? at.field : at.around[select - 1]!.field;
      if (clause !== 'whereClause' && clause !== 'havingClause') return false;
      return aliases(at.around[select]!.node).has(path[0]!) && path[0]!;
    },
  },
  {
    name: 'no-star',
    says: 'name the columns: no select *',
    nodes: ['A_Star'],
    breaks: () => true,
  },
  {
    name: 'no-distinct-window',
    says: 'no distinct window aggregates',
    nodes: ['FuncCall'],
    breaks: ({ node }) => node.agg_distinct === true && node.over !== undefined,
  },
  {
    name: 'no-every',
    says: 'no every(): write bool_and',
    nodes: ['FuncCall'],
    breaks: ({ node }) => functionName(node) === 'every',
  },
  {
    name: 'no-max-of-boolean',
    says: 'no min or max of a boolean: write bool_or or bool_and',
    nodes: ['FuncCall'],
    breaks: ({ node }) =>
      ['min', 'max'].includes(functionName(node)) && ((node.args as unknown[]) ?? []).some(isBoolean),
  },
  {
    name: 'no-array-or-json',
    says: 'no arrays, no JSON, no XML',
    nodes: ['A_ArrayExpr', 'A_Indirection', 'A_Indices', 'SubLink', 'JsonFuncExpr', 'XmlExpr', 'TypeName'],
    breaks: ({ type, node }) => {
      if (type === 'SubLink') return node.subLinkType === 'ARRAY_SUBLINK';
      if (type === 'TypeName') return /^jsonb?$|^xml$|^_/.test(typeNameOf(node)) || node.arrayBounds !== undefined;
      return true;
    },
  },
  {
    name: 'compared-types',
    says: 'types: text, integer, bigint, decimal(p,s), date, timestamp, boolean',
    nodes: ['TypeName'],
    breaks: ({ node }) => {
      const name = typeNameOf(node);
      if (/^jsonb?$|^xml$|^_/.test(name)) return false;
      if (!allowedTypes.has(name)) return name;
      const modifiers = ((node.typmods as unknown[]) ?? []).length;
      if (name === 'numeric' || name === 'decimal') return modifiers !== 2 && 'decimal without (p,s)';
      return name !== 'interval' && modifiers > 0 && `${name} with a length`;
    },
  },
  {
    name: 'compared-functions',
    says: 'only functions of the prelude and those compared on both engines',
    nodes: ['FuncCall'],
    breaks: ({ node }) => {
      const name = functionName(node);
      if (isQualified(node)) return `${name} of a schema`;
      return !allowedFunctions.has(name) && !knownElsewhere(name) && name;
    },
  },
  {
    name: 'compared-operators',
    says: 'only operators compared on both engines',
    nodes: ['A_Expr'],
    breaks: ({ node }) => {
      const kind = String(node.kind);
      const operator = operatorOf(node);
      if (patternKinds.has(kind) || patternOperators.has(operator) || ['/', '//'].includes(operator)) return false;
      if (!allowedKinds.has(kind)) return kind;
      return kind === 'AEXPR_OP' && !allowedOperators.has(operator) && operator;
    },
  },
  {
    name: 'compared-syntax',
    says: 'only constructs that were compared on both engines',
    breaks: (_, { nodes }) =>
      [...new Set(nodes.map(({ type }) => type))].filter(
        (type) => !allowedNodes.has(type) && !nodesOfOtherRules.has(type),
      ),
  },
  {
    // DuckDB reads a space of other scripts as a space where PostgreSQL reads a letter.
    name: 'ascii-outside-text',
    says: 'other than ASCII characters in text and comments only',
    breaks: (_, { tokens }) =>
      tokens
        .filter(({ tokenName, text }) => tokenName !== 'SCONST' && !/^[\x20-\x7e]*$/.test(text))
        .map(({ text }) => JSON.stringify(text)),
  },
  {
    name: 'no-placeholder',
    says: 'no placeholders: parameters are columns of facts.parameter',
    nodes: ['ParamRef'],
    breaks: () => true,
  },
];

function leftmost(select: SqlNode): SqlNode {
  return select.larg ? leftmost(select.larg as SqlNode) : select;
}

function targets(select: SqlNode): SqlNode[] {
  return ((select.targetList as unknown[]) ?? []).map((target) => unwrap(target)!.node);
}

function targetNames(select: SqlNode): string[] {
  return targets(select).map((target) => {
    if (typeof target.name === 'string') return target.name;
    const value = unwrap(target.val);
    return value?.type === 'ColumnRef' ? columnPath(value.node).at(-1)! : '?';
  });
}

/** Aliases of a select's columns, without those that only repeat the column's own name. */
function aliases(select: SqlNode): ReadonlySet<string> {
  return new Set(
    targets(select).flatMap((target) => {
      if (typeof target.name !== 'string') return [];
      const value = unwrap(target.val);
      return value?.type === 'ColumnRef' && columnPath(value.node).at(-1) === target.name ? [] : [target.name];
    }),
  );
}

/** Result columns that the order by names, by alias or by the column behind it; a constant orders itself. */
function orderedColumns(select: SqlNode): ReadonlySet<string> {
  const sorted = new Set(
    ((select.sortClause as unknown[]) ?? []).flatMap((entry) => {
      const value = unwrap(unwrap(entry)!.node.node);
      return value?.type === 'ColumnRef' ? [columnPath(value.node).join('.')] : [];
    }),
  );
  const first = leftmost(select);
  const names = targetNames(first);
  return new Set(
    targets(first).flatMap((target, i) => {
      const value = unwrap(target.val);
      const path = value?.type === 'ColumnRef' ? columnPath(value.node).join('.') : '';
      return value?.type === 'A_Const' || sorted.has(names[i]!) || sorted.has(path) ? [names[i]!] : [];
    }),
  );
}

/** Names of the `with` queries that a place can read: those around it, and of the list that it stands in the earlier ones. */
function visibleCtes({ around }: Placed): ReadonlySet<string> {
  return new Set(
    around.flatMap(({ node }, i) => {
      const clause = node.withClause as { ctes?: unknown[]; recursive?: boolean } | undefined;
      const ctes = (clause?.ctes ?? []).flatMap((one): SqlNode[] => (unwrap(one) ? [unwrap(one)!.node] : []));
      const own = around[i - 1]?.type === 'WithClause' ? ctes.indexOf(around[i - 2]!.node) : -1;
      const visible = own < 0 ? ctes : ctes.slice(0, clause?.recursive ? own + 1 : own);
      return visible.map(({ ctename }) => String(ctename));
    }),
  );
}

/** A function of a schema that was written out; the parser itself puts some into pg_catalog. */
function isQualified(node: SqlNode): boolean {
  const path = (node.funcname as unknown[]).map((part) => stringOf(part));
  return path.length > 1 && !(path.length === 2 && path[0] === 'pg_catalog');
}

function declaredTables({ needs }: LintedIndicator): ReadonlySet<string> {
  const names = needs.flatMap((need): readonly string[] =>
    'system' in need ? need.system : need.tables.flatMap((table) => [table, `${table}_history`]),
  );
  return new Set(['run', 'parameter', ...names]);
}

function unreadNeeds({ nodes }: ParsedSql, { needs, parameters }: LintedIndicator): string[] {
  const read = new Set(nodes.filter(({ type }) => type === 'RangeVar').map(({ node }) => String(node.relname)));
  const columns = new Set(
    nodes.filter(({ type }) => type === 'ColumnRef').map(({ node }) => columnPath(node).at(-1) ?? ''),
  );
  const tables = needs.flatMap((need) => ('system' in need ? need.system : need.tables));
  return [
    ...tables.filter((name) => !read.has(name) && !read.has(`${name}_history`)).map((name) => `table ${name}`),
    ...parameters.filter(({ name }) => !columns.has(name)).map(({ name }) => `parameter ${name}`),
  ];
}

function windowOrders(over: SqlNode, { nodes }: ParsedSql): boolean {
  if (over.orderClause) return true;
  const name = over.name ?? over.refname;
  return nodes.some(({ type, node }) => type === 'WindowDef' && node.name === name && node.orderClause !== undefined);
}

function typeNameOf(node: SqlNode): string {
  const { type, node: last } = unwrap((node.names as unknown[])?.at(-1)) ?? { type: '', node: {} };
  return type === 'String' ? String(last.sval).toLowerCase() : '';
}

function constantText(value: unknown): string | undefined {
  const constant = unwrap(value);
  const text = constant?.type === 'A_Const' ? (constant.node.sval as { sval?: string } | undefined) : undefined;
  return text === undefined ? undefined : (text.sval ?? '');
}

function integerOf(value: unknown): number | undefined {
  const constant = unwrap(value);
  const integer = constant?.type === 'A_Const' ? (constant.node.ival as { ival?: number } | undefined) : undefined;
  return integer === undefined ? undefined : (integer.ival ?? 0);
}

function isNegative(value: unknown): boolean {
  const operand = unwrap(value);
  if (operand?.type === 'A_Expr') return operatorOf(operand.node) === '-' && operand.node.lexpr === undefined;
  return (integerOf(value) ?? 0) < 0;
}

function isBoolean(value: unknown): boolean {
  const operand = unwrap(value);
  if (!operand) return false;
  const { type, node } = operand;
  if (['BoolExpr', 'NullTest', 'BooleanTest'].includes(type)) return true;
  if (type === 'A_Expr') return comparisonOperators.has(operatorOf(node)) || node.kind !== 'AEXPR_OP';
  if (type === 'ColumnRef') return booleanFields.has(columnPath(node).at(-1)!);
  return type === 'TypeCast' && ['bool', 'boolean'].includes(typeNameOf(node.typeName as SqlNode));
}
