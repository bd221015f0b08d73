import { addUser, nameOrganisation } from '@fundwatch/application';
import { findMisplacedRole, roles, type OrganisationKind, type Role } from '@fundwatch/domain/identity';
import { Option, type Command } from 'commander';
import type { CliConfig } from '../config.js';
import { askNewPassword } from './ask-new-password.js';
import { print } from './output/print.js';
import { withApplication } from './with-application.js';

interface UserOptions {
  name: string;
  organisation: string;
  organisationName?: string;
  role: Role[];
}

/** fundwatch user add: an account, also the first one of an installation. */
export function registerUser(program: Command, config: CliConfig): void {
  const user = program.command('user').description('accounts');
  user
    .command('add')
    .description('add an account; its password is asked for, or taken from FUNDWATCH_PASSWORD')
    .argument('<user-name>', 'what is typed to sign in')
    .requiredOption('--name <display-name>', "the person's name")
    .requiredOption('--organisation <code>', 'where the person works')
    .option('--organisation-name <name>', 'names an organisation that nobody has entered yet')
    .addOption(
      new Option('--role <role...>', 'what the person may do; may be repeated').choices(roles).makeOptionMandatory(),
    )
    .action(async (userName: string, options: UserOptions) => {
      const { organisation, organisationName, role, name: displayName } = options;
      const password = config.newPassword ?? (await askNewPassword(userName));
      await withApplication(config, async (app, context) => {
        if (organisationName !== undefined)
          await nameOrganisation(app, context, { code: organisation, name: organisationName, kind: kindFor(role) });
        await addUser(app, context, { userName, displayName, organisation, roles: role, password });
      });
      await print(`${userName} added: ${role.join(', ')} in ${organisation}\n`);
    });
}

/** The kind of organisation that can hold these roles. */
function kindFor(held: readonly Role[]): OrganisationKind {
  const kinds: readonly OrganisationKind[] = ['office', 'agency', 'other'];
  return kinds.find((kind) => findMisplacedRole(held, kind) === null) ?? 'other';
}
