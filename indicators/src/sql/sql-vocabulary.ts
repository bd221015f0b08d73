import { exchangeTables } from '@fundwatch/domain/collect';

/** Functions of the product, made on both engines by the stores' preludes. */
export const preludeFunctions = [
  'add_months',
  'period_of',
  'period_start',
  'period_add',
  'seconds_between',
  'working_days_between',
  'retirement_month',
  'is_valid_citizen_id',
  'is_valid_credit_code',
  'id_key',
  'div_floor',
  'ratio',
] as const;

/** Functions that were compared on both engines and give equal results. */
export const comparedFunctions = [
  'count',
  'sum',
  'min',
  'max',
  'bool_and',
  'bool_or',
  'string_agg',
  'percentile_cont',
  'percentile_disc',
  'abs',
  'round',
  'floor',
  'ceil',
  'mod',
  'length',
  'btrim',
  'ltrim',
  'rtrim',
  'replace',
  'substr',
  'substring',
  'left',
  'right',
  'lpad',
  'rpad',
  'strpos',
  'position',
  'starts_with',
  'row_number',
  'rank',
  'dense_rank',
  'lag',
  'lead',
  'first_value',
  'last_value',
  'generate_series',
] as const;

export const allowedFunctions: ReadonlySet<string> = new Set([...preludeFunctions, ...comparedFunctions]);

/** Aggregates that are double on one engine and numeric on the other. */
export const doubleAggregates: ReadonlySet<string> = new Set([
  'avg',
  'mean',
  'stddev',
  'stddev_pop',
  'stddev_samp',
  'variance',
  'var_pop',
  'var_samp',
  'corr',
  'covar_pop',
  'covar_samp',
  'regr_slope',
  'regr_intercept',
  'regr_r2',
  'regr_avgx',
  'regr_avgy',
]);

/** Functions that match patterns, which the engines read differently. */
export const patternFunctions: ReadonlySet<string> = new Set([
  'regexp_matches',
  'regexp_match',
  'regexp_replace',
  'regexp_like',
  'regexp_full_match',
  'regexp_extract',
  'regexp_count',
  'regexp_instr',
  'regexp_substr',
  'regexp_split_to_array',
  'regexp_split_to_table',
  'similar_to_escape',
  'like_escape',
]);

/** Functions of dates and clocks; the prelude's are to be used instead. */
export const dateFunctions: ReadonlySet<string> = new Set([
  'date_trunc',
  'to_char',
  'strftime',
  'strptime',
  'date_diff',
  'datediff',
  'date_part',
  'extract',
  'date_sub',
  'date_add',
  'age',
  'to_date',
  'to_timestamp',
  'make_date',
  'make_timestamp',
  'now',
  'clock_timestamp',
  'statement_timestamp',
  'transaction_timestamp',
  'timeofday',
  'today',
  'get_current_timestamp',
  'last_day',
]);

/** Types that mean the same on both engines, as PostgreSQL's parser names them. */
export const allowedTypes: ReadonlySet<string> = new Set([
  'text',
  'varchar',
  'int4',
  'integer',
  'int8',
  'bigint',
  'numeric',
  'decimal',
  'date',
  'timestamp',
  'bool',
  'boolean',
  'interval',
]);

/** Constructs that mean the same on both engines, as PostgreSQL's parser names them. */
export const allowedNodes: ReadonlySet<string> = new Set([
  'A_Const',
  'A_Expr',
  'Alias',
  'BoolExpr',
  'BooleanTest',
  'CaseExpr',
  'CaseWhen',
  'CoalesceExpr',
  'ColumnRef',
  'CommonTableExpr',
  'FuncCall',
  'JoinExpr',
  'List',
  'MinMaxExpr',
  'NullTest',
  'RangeFunction',
  'RangeSubselect',
  'RangeVar',
  'ResTarget',
  'RowExpr',
  'SelectStmt',
  'SortBy',
  'String',
  'SubLink',
  'TypeCast',
  'TypeName',
  'WindowDef',
  'WithClause',
]);

export const allowedOperators: ReadonlySet<string> = new Set([
  '+',
  '-',
  '*',
  '%',
  '||',
  '=',
  '<>',
  '<',
  '>',
  '<=',
  '>=',
]);

export const comparisonOperators: ReadonlySet<string> = new Set(['=', '<>', '<', '>', '<=', '>=']);

/** Money fields of the exchange standard: products of them overflow on DuckDB unless they are cast. */
export const moneyFields: ReadonlySet<string> = new Set(
  exchangeTables.flatMap(({ fields }) =>
    fields.filter(({ type, scale }) => type === 'number' && scale === 2).map(({ name }) => name),
  ),
);

export const booleanFields: ReadonlySet<string> = new Set([
  'is_working',
  ...exchangeTables.flatMap(({ fields }) => fields.filter(({ type }) => type === 'boolean').map(({ name }) => name)),
]);
