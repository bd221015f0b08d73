import { Readable } from 'node:stream';
import {
  addAccountabilityFile,
  correctAccountability,
  enterAccountability,
  listAccountabilityEntries,
  type Application,
} from '@fundwatch/application';
import type { RegisterStory } from '../demo/index.js';
import { contextOfHand } from './context-of-hand.js';

/** Enters a fact by hand, with its paper. */
export async function playRegisterEntry(app: Application, story: RegisterStory): Promise<void> {
  const { agency, item, period, facts, source, entered, file } = story;
  const context = await contextOfHand(app, entered, 'register');
  const { id: entryId } = await enterAccountability(app, context, { agency, item, period, facts, source });
  const content = Readable.from([Buffer.from(file.text)]);
  await addAccountabilityFile(app, context, { entryId, fileName: file.fileName, content });
}

/** Puts the correction in its place. */
export async function playRegisterCorrection(
  app: Application,
  { agency, facts, corrected }: RegisterStory,
): Promise<void> {
  if (!corrected) return;
  const context = await contextOfHand(app, corrected, 'register');
  const { items } = await listAccountabilityEntries(app, context, { agency, state: 'standing', limit: 50 });
  const found = items.find((one) => one.facts === facts);
  if (!found) throw new Error(`the register holds no entry to correct: ${facts}`);
  const { item, period, source, reason } = corrected;
  const text = { item, period, facts: corrected.facts, source, reason };
  await correctAccountability(app, context, { entryId: found.id, ...text });
}
