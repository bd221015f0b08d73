import type { CliConfig, ExchangeSource } from '../config.js';
import type { DemonstrationSignIn, HomeDatabase } from '../home/index.js';
import type { SupervisedProcess } from './supervise-process.js';

/** What the stages of a start hand to one another. */
export interface Launch {
  config: CliConfig;
  /** Where the product answers on this machine. */
  localAddress: string;
  /** Where people find it. */
  address: string;
  /** Prints a line of its own. */
  say: (line: string) => void;
  /** Aborted when the start is to be given up. */
  stopping: AbortSignal;
  /** Nothing was ever kept in this home, and its database is its own: it may be filled with the demonstration. */
  freshHome: boolean;
  database?: HomeDatabase;
  exchangeSources: ExchangeSource[];
  signIns: DemonstrationSignIn[];
  /** Server and jobs, in the order in which they were started. */
  processes: SupervisedProcess[];
  /** The environment of server and jobs; what changes with the database is read anew at every start. */
  environment: () => NodeJS.ProcessEnv;
}

/** One step of a start. */
export interface Stage {
  name: string;
  /** Whether there is anything to do; a stage without it always runs. */
  needed?: (launch: Launch) => boolean;
  /** @param progress shows how far it is, in a few words */
  run: (launch: Launch, progress: (words: string) => void) => Promise<void> | void;
}
