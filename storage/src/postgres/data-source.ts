import 'reflect-metadata';
import pg from 'pg';
import { DataSource, DefaultNamingStrategy } from 'typeorm';
import { entities } from './entities/index.js';
import { migrations } from './migrations.js';
import { PreparingClient } from './prepared.js';

/** snake_case in PostgreSQL, camelCase in code. */
class SnakeCaseNames extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;
const INT8 = 20;

/** Values of raw queries: dates stay text (the driver's own parser shifts days), instants are ISO text in UTC, counts are numbers. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === DATE || oid === TIMESTAMP) return (text: string) => text;
    if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString();
    if (oid === INT8) return (text: string) => Number(text);
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

/** Opens nothing yet; `initialize()` does. */
export function createDataSource(
  url: string,
  options: { poolSize?: number; applicationName?: string } = {},
): DataSource {
  const poolSize = options.poolSize ?? 10;
  return new DataSource({
    type: 'postgres',
    url,
    schema: 'fundwatch',
    entities,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCaseNames(),
    synchronize: false,
    logging: false,
    poolSize,
    applicationName: options.applicationName ?? 'fundwatch',
    poolErrorHandler: () => undefined,
    extra: {
      Client: PreparingClient,
      types,
      // A connection once opened is kept: opening it again, reading the catalogue and planning anew takes ten times a page.
      min: poolSize,
      options: '-c timezone=Asia/Shanghai -c search_path=fundwatch,public',
    },
  });
}
