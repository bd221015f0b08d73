import { composeApplication } from '@fundwatch/application/compose';
import { createExchangeDatabase } from '@fundwatch/storage/exchange';
import { join } from 'node:path';
import { demoAccounts, demoPassword } from '../demo/index.js';
import { keepSecret, writeHome } from '../home/index.js';
import type { Launch } from '../launcher/launch.js';
import { DEMONSTRATION_SOURCE } from './demonstration-source.js';
import { loadDemonstration } from './load-demonstration.js';

/** The accounts that are printed after the start; every other one is a click away in the browser. */
const PRINTED = ['zhangmin', 'wangjianguo', 'zhaozhiyuan', 'h120101', 'b120101', 'xinxi', 'admin'];

/** Fills a fresh home with the demonstration; a start that is cut short here starts over next time. */
export async function fillWithDemonstration(
  launch: Pick<Launch, 'config' | 'database' | 'exchangeSources' | 'signIns' | 'stopping'>,
  progress: (words: string) => void,
  options: { persons?: number; seed?: number } = {},
): Promise<void> {
  const { home, installationSecret } = launch.config;
  const database = launch.database!;
  if (database.adminUrl === undefined) throw new Error('The demonstration needs the database of its own home.');
  writeHome(home, { demonstration: 'loading' });
  const exchange = await createExchangeDatabase(database.adminUrl, 'fundwatch_demo_exchange');
  const app = await composeApplication({
    databaseUrl: database.databaseUrl,
    home,
    demonstration: true,
    installationSecret: installationSecret ?? keepSecret(join(home, 'installation-secret')),
    applicationName: 'fundwatch-demonstration',
    // Everything runs here, in the order of the demonstration's days.
    queue: { enqueue: async () => undefined },
  });
  try {
    await loadDemonstration(app, { ...options, exchange, progress, stopping: launch.stopping });
  } finally {
    await app.close();
  }
  launch.signIns = demoAccounts()
    .filter(({ userName }) => PRINTED.includes(userName))
    .map(({ userName, displayName, post }) => ({
      role: `${displayName} ${post}`,
      username: userName,
      password: demoPassword,
    }));
  launch.exchangeSources = [...launch.exchangeSources, { name: DEMONSTRATION_SOURCE, url: exchange.readerUrl }];
  writeHome(home, { demonstration: 'loaded', signIns: launch.signIns, exchangeReaderUrl: exchange.readerUrl });
}
