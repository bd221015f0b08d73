import type { OrganisationKind, RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

export interface NamedOrganisation {
  code: string;
  name: string;
  kind: OrganisationKind;
}

/**
 * Names an organisation that nobody entered: one that no submission has shown yet, or one that is known by its code only.
 * It does not count as entered, so that agencies are still taken in on first sight. Returns whether anything was changed:
 * an entered organisation, and one of another kind that people belong to already, stay as they are.
 */
export async function nameOrganisation(
  app: Application,
  context: RequestContext,
  organisation: NamedOrganisation,
): Promise<boolean> {
  const businessAt = await app.clock.now();
  return app.database.withContext(context, async ({ organisations, audit }) => {
    if (!(await organisations.name(organisation, businessAt))) return false;
    const { code, ...details } = organisation;
    await audit.append({
      action: 'organisation.name',
      target: { kind: 'organisation', id: code },
      businessAt,
      details,
    });
    return true;
  });
}
