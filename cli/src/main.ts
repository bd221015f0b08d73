import { Command } from 'commander';
import { describeError } from './commands/describe-error.js';
import { commands } from './commands/index.js';
import { isBrokenPipe, ReaderGone } from './commands/output/print.js';
import { readConfig } from './config.js';

const program = new Command('fundwatch')
  .description('Off-site supervision of social-insurance funds: the same use cases as the screens')
  .showHelpAfterError()
  .allowExcessArguments(false);

// A reader that has seen enough (such as "head") is no error; the command hears of it where it writes, and tidies up.
process.stdout.on('error', (error) => {
  if (!isBrokenPipe(error)) throw error;
});

try {
  const config = readConfig();
  for (const register of commands) register(program, config);
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ReaderGone)) {
    console.error(describeError(error));
    process.exitCode = 1;
  }
}
