import { assignAlerts, enterStandIn, type Application } from '@fundwatch/application';
import { systemContext } from '@fundwatch/domain/identity';
import type { AlertSelector, AssignmentStory, StandInStory } from '../demo/index.js';
import { contextOfHand } from './context-of-hand.js';
import { findAlert } from './find-alert.js';

/** Gives alerts to one person, all of them. */
export async function playAssignment(
  app: Application,
  { given, to }: AssignmentStory,
  alerts: readonly AlertSelector[],
): Promise<void> {
  const context = await contextOfHand(app, given, 'assign');
  const found: string[] = [];
  for (const alert of alerts) found.push((await findAlert(app, context, alert)).alertId);
  const { results } = await assignAlerts(app, context, { alerts: found, to: await accountOf(app, to) });
  const refused = results.find(({ error }) => error);
  if (refused) throw new Error(`the demonstration could not give an alert to ${to}: ${refused.error?.code}`);
}

/** Enters who stands in for whom. */
export async function playStandIn(app: Application, { entered, ...story }: StandInStory): Promise<void> {
  const context = await contextOfHand(app, entered, 'stand-in');
  const { fromOn, untilOn, reason } = story;
  const [absent, standIn] = [await accountOf(app, story.absent), await accountOf(app, story.standIn)];
  await enterStandIn(app, context, { absent, standIn, fromOn, untilOn, reason });
}

async function accountOf(app: Application, userName: string): Promise<string> {
  const system = systemContext('demonstration', 'demonstration');
  const user = await app.database.withContext(system, ({ users }) => users.findByName(userName));
  if (!user) throw new Error(`the demonstration has no account ${userName}`);
  return user.id;
}
