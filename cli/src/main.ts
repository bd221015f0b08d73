import { Command } from 'commander';
import { commands } from './commands/index.js';
import { readConfig } from './config.js';

const program = new Command('fundwatch')
  .description('Off-site supervision of social-insurance funds: the same use cases as the screens')
  .showHelpAfterError()
  .allowExcessArguments(false);

// A reader that has seen enough (such as "head") is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  const config = readConfig();
  for (const register of commands) register(program, config);
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
