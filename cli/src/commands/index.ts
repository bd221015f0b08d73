import type { Command } from 'commander';
import type { CliConfig } from '../config.js';
import { registerMigrate } from './migrate.js';

/** Adds one command to the command line: its name, arguments, help and what it runs. */
export type RegisterCommand = (program: Command, config: CliConfig) => void;

/** Every command, in the order in which help shows them; each is in a file of its own beside this one. */
export const commands: RegisterCommand[] = [registerMigrate];
