import type { Command } from 'commander';
import type { CliConfig } from '../config.js';
import { registerAlerts } from './alerts.js';
import { registerCollect } from './collect.js';
import { registerDemo } from './demo.js';
import { registerEvaluate } from './evaluate.js';
import { registerExpected } from './expected.js';
import { registerStatutory } from './statutory.js';
import { registerHits } from './hits.js';
import { registerMigrate } from './migrate.js';
import { registerUser } from './user.js';

/** Adds one command to the command line: its name, arguments, help and what it runs. */
export type RegisterCommand = (program: Command, config: CliConfig) => void;

/** Every command, in the order in which help shows them; each is in a file of its own beside this one. */
export const commands: RegisterCommand[] = [
  registerCollect,
  registerExpected,
  registerStatutory,
  registerEvaluate,
  registerAlerts,
  registerHits,
  registerUser,
  registerDemo,
  registerMigrate,
];
