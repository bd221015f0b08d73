import { fileURLToPath } from 'node:url';
import { fillWithDemonstration } from '../demonstration/fill-with-demonstration.js';
import { demonstrationSource } from '../demonstration/demonstration-source.js';
import { openHomeDatabase, readHome } from '../home/index.js';
import { isPortFree } from '../postgres/index.js';
import { awaitHealth } from './await-health.js';
import type { Launch, Stage } from './launch.js';
import { superviseProcess } from './supervise-process.js';

/** The processes that the launcher keeps running, and their programs. */
export const programs = {
  server: fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url)),
  jobs: fileURLToPath(new URL('../../../jobs/dist/main.js', import.meta.url)),
};

/** A start, in order; a further step is a further line. */
export const stages: Stage[] = [
  { name: 'PostgreSQL', run: openDatabase },
  { name: 'migrate', run: (launch) => launch.database!.migrate() },
  { name: 'demonstration', needed: (launch) => launch.freshHome, run: fillWithDemonstration },
  { name: 'server and jobs', run: startProcesses },
];

async function openDatabase(launch: Launch): Promise<void> {
  launch.database = await openHomeDatabase(launch.config);
  const home = readHome(launch.config.home);
  launch.signIns = home?.signIns ?? [];
  const source = demonstrationSource(home, launch.database);
  if (source) launch.exchangeSources = [...launch.exchangeSources, source];
}

async function startProcesses(launch: Launch): Promise<void> {
  const { port } = launch.config;
  // Otherwise another program's answer would be taken for ours.
  if (!(await isPortFree(port))) throw new Error(`Port ${port} is taken by another program: set PORT to a free one.`);
  for (const [name, program] of Object.entries(programs)) {
    const { config, say } = launch;
    launch.processes.push(superviseProcess({ name, program, home: config.home, env: launch.environment(), say }));
  }
  await awaitHealth(launch.localAddress, {
    check: () => {
      launch.stopping.throwIfAborted();
      for (const each of launch.processes) {
        const reason = each.gaveUp();
        if (reason !== undefined) throw new Error(reason);
      }
    },
  });
  for (const each of launch.processes) each.worked();
}
