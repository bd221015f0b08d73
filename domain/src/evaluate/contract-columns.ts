/** The columns that every query returns, in this order, before its evidence (SQL.md "What a query returns"). */
export const contractColumns = [
  'verdict',
  'agency',
  'line',
  'subject',
  'hit_key',
  'related_key',
  'first_period',
  'observed',
  'threshold',
  'amount',
  'severity',
  'missing',
] as const;
