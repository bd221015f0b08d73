export * from './fact-store.js';
export * from './create-fact-store.js';
export { type FactColumn, exchangeColumns, fieldType, systemColumns } from './fact-columns.js';
export * from './choose-fact-files.js';
export * from './postgres/case-store.js';
export * from './write-fact-rows.js';
export { duckdbPrelude } from './duckdb-prelude.js';
export { postgresPrelude } from './postgres/prelude.js';
export { accountTables } from './count-account-hashes.js';
