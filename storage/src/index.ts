export { migrate } from './postgres/migrate.js';
export { listenForNotifications, type NotificationListener } from './postgres/listen-for-notifications.js';
export { openDatabase } from './postgres/open-database.js';
export type { Database } from './postgres/with-context.js';
export type * from './postgres/repositories/index.js';
export * from './objects/index.js';
export { type FactColumn, exchangeColumns, runColumns, systemColumns } from './facts/store/fact-columns.js';
