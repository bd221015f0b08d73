import { roles, type Role } from '@fundwatch/domain/identity';
import { t } from '../../platform/i18n/i18n.js';

/** Who is behind an event: the person with the role, or the product itself. */
export function whoDid({
  actor,
  actorRole,
  onBehalfOf,
}: {
  actor: string;
  actorRole: string | null;
  onBehalfOf?: string | null;
}): string {
  if (actorRole === null) return t('alert.event.system');
  const role = roles.find((each) => each === actorRole) as Role | undefined;
  const said = role ? t('alert.event.by', { actor, role: t(`words.role.${role}`) }) : actor;
  return onBehalfOf ? t('alert.event.standingIn', { said, absent: onBehalfOf }) : said;
}
