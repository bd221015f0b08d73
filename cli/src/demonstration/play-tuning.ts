import {
  createDraft,
  decideVersion,
  decideWhitelistEntry,
  enterStatutoryTable,
  getAlert,
  listDrafts,
  listProposals,
  listVersions,
  listWhitelist,
  proposeFromAnswer,
  proposeVersion,
  proposeWhitelistEntry,
  requestBackTest,
  requestDraftCheck,
  saveDraftTexts,
  submitDraft,
  type Application,
} from '@fundwatch/application';
import { checkDraft, runTest } from '@fundwatch/application/facts';
import { systemContext, type RequestContext } from '@fundwatch/domain/identity';
import type {
  AlertSelector,
  DemoFigures,
  DemoOwnIndicator,
  DemoVersion,
  DemoWhitelistEntry,
  Hand,
} from '../demo/index.js';
import { checkOwnTexts } from './check-own-texts.js';
import { contextOfAccount } from './context-of-account.js';
import { findAlert } from './find-alert.js';

const systemName = 'demonstration';

/** Enters figures of the region, as the command line does. */
export async function playFigures(app: Application, { by, file }: DemoFigures): Promise<void> {
  await enterStatutoryTable(app, await contextOfAccount(app, by, `${systemName}-figures`), file);
}

/** Proposes a version; where an answer asked for it, with what the product reads from its words. */
export async function playVersionProposal(
  app: Application,
  { indicator, changes, reason = '', proposed }: DemoVersion,
  asked: AlertSelector | null,
): Promise<void> {
  const context = await personOf(app, proposed, indicator);
  if (!asked) {
    await proposeVersion(app, context, { code: indicator, changes, from: 'in_force', reason });
    return;
  }
  const { alertId } = await findAlert(app, context, asked);
  const { answers } = await getAlert(app, context, { alertId });
  const answer = answers.find(({ problemType }) => problemType === 'P9');
  if (!answer) throw new Error(`nobody answered P9 to ${indicator} ${asked.agency}`);
  await proposeFromAnswer(app, context, { alertId, answerId: answer.id });
}

/** Asks for a back-test of the latest version, and runs it as a worker does. */
export async function playBackTest(
  app: Application,
  code: string,
  test: Hand & { periods: readonly string[] },
): Promise<void> {
  const context = await personOf(app, test, code);
  const [latest] = (await listVersions(app, context, { code, limit: 1 })).items;
  if (!latest) throw new Error(`the demonstration has no version of ${code}`);
  const { testRunId } = await requestBackTest(app, context, { versionId: latest.id, periods: test.periods });
  await runTest(app, systemContext(systemName, `${systemName}-${code}`), { testRunId });
}

/** Approves what stands proposed of an indicator, as another person. */
export async function playVersionApproval(app: Application, code: string, hand: Hand): Promise<void> {
  const context = await personOf(app, hand, code);
  const proposal = (await listProposals(app, context)).proposals.find((one) => one.code === code);
  if (!proposal) throw new Error(`the demonstration has no proposal of ${code}`);
  await decideVersion(app, context, { versionId: proposal.id, decision: 'approve' });
}

/** Proposes to keep a known case quiet. */
export async function playWhitelistProposal(
  app: Application,
  { of, subject, proposed, hasAlert, validFrom, validTo, reason, documentNo }: DemoWhitelistEntry & { subject: string },
): Promise<void> {
  const { indicator, agency, line } = of;
  const context = await personOf(app, proposed, indicator);
  const alertId = hasAlert ? (await findAlert(app, context, { ...of, subject })).alertId : undefined;
  const known = { indicator, agency, line, subject, validFrom, validTo };
  await proposeWhitelistEntry(app, context, { ...known, reason, documentNo, alertId });
}

/** Approves the entry that waits for this case, as another person. */
export async function playWhitelistApproval(
  app: Application,
  { of, subject }: DemoWhitelistEntry & { subject: string },
  hand: Hand,
): Promise<void> {
  const context = await personOf(app, hand, of.indicator);
  const { items } = await listWhitelist(app, context, { view: 'open', indicator: of.indicator, limit: 50 });
  const entry = items.find((one) => one.state === 'proposed' && one.subject === subject);
  if (!entry) throw new Error(`the demonstration has no entry of ${of.indicator} ${of.agency} that waits`);
  await decideWhitelistEntry(app, context, { entryId: entry.id, decision: 'approve' });
}

/** Begins an indicator of the office and writes its three files. */
export async function playDraft(app: Application, { code, texts, written }: DemoOwnIndicator): Promise<void> {
  const context = await personOf(app, written, code);
  const { id: draftId, revision } = await createDraft(app, context, { code });
  await saveDraftTexts(app, context, { draftId, revision, ...texts });
}

/** Asks for the cases of the draft to be run, and runs them. */
export async function playDraftCheck(app: Application, { code, checked }: DemoOwnIndicator): Promise<void> {
  const context = await personOf(app, checked, code);
  const draft = await draftOf(app, context, code);
  await requestDraftCheck(app, context, draft);
  await checkDraft(app, systemContext(systemName, `${systemName}-${code}`), draft, checkOwnTexts);
}

/** Submits the draft, to run on trial once another person approves it. */
export async function playSubmission(app: Application, { code, submitted, reason }: DemoOwnIndicator): Promise<void> {
  const context = await personOf(app, submitted, code);
  await submitDraft(app, context, { ...(await draftOf(app, context, code)), status: 'trial', reason });
}

async function draftOf(app: Application, context: RequestContext, code: string) {
  const draft = (await listDrafts(app, context)).drafts.find((one) => one.code === code);
  if (!draft) throw new Error(`the demonstration has no draft ${code}`);
  return { draftId: draft.id, revision: draft.revision };
}

function personOf(app: Application, { by }: Hand, code: string): Promise<RequestContext> {
  return contextOfAccount(app, by, `${systemName}-${code}`);
}
