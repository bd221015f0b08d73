import { routes, type BodyOf } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BranchDesk, good } from '../support/a-branch-desk.js';
import { anAlert, type AlertBuilder } from '../support/alert-builder.js';

type Person = Parameters<BranchDesk['as']>[0];
let desk: BranchDesk;
/** The draw by the alert's number leaves some out and takes some. */
beforeAll(async () => {
  desk = await BranchDesk.open({ alerts: { secondReviewPercent: 50 } });
});
afterAll(() => desk?.api.close());

const put = async (...builds: AlertBuilder[]) => {
  const ids: string[] = [];
  for (const build of builds) ids.push(await desk.put(build));
  return ids;
};
const seen = (ids: readonly string[], person: Person = 'officer') =>
  Promise.all(ids.map((id) => desk.alert(id, person).then(({ revision }) => ({ id, revision }))));
type Batch = BodyOf<typeof routes.commandAlerts>;
const command = async (
  person: Person,
  word: Batch['command'],
  ids: readonly string[],
  reason?: string,
): Promise<string[]> => {
  const body = { command: word, alerts: await seen(ids), ...(reason ? { reason } : {}) };
  return outcomes(await desk.as(person).call(routes.commandAlerts, { body }));
};
const outcomes = (reply: Parameters<typeof good>[0]) =>
  (good(reply) as { results: { state: string | null; error: { code: string } | null }[] }).results.map(
    ({ state, error }) => state ?? error!.code,
  );

const P2 = { problemType: 'P2' as const, explanation: '统计口径不同', fields: { mappingNote: '按月末人数' } };
type Answers = BodyOf<typeof routes.answerAlerts>;
const answer = async (
  ids: readonly string[],
  shared: Partial<Answers['answer']> = {},
  own: readonly Answers['alerts'][number]['own'][] = [],
  person: Person = 'handler',
) => {
  const alerts = (await seen(ids)).map((one, place) => ({ ...one, ...(own[place] ? { own: own[place] } : {}) }));
  return desk.as(person).call(routes.answerAlerts, { body: { answer: { ...P2, ...shared } as never, alerts } });
};
const lastEvent = async (id: string) => (await desk.events(id)).at(-1);

describe('like alerts, screened and sent together', () => {
  it('one of another indicator stays untouched and says why', async () => {
    const [one, other, unlike] = await put(anAlert(), anAlert(), anAlert().of('DY04'));
    expect(await command('officer', 'screen', [one!, unlike!, other!])).toEqual([
      'screened',
      'ALERT_NOT_ALIKE',
      'screened',
    ]);
    expect((await desk.alert(unlike!)).state).toBe('raised');
    expect(await command('officer', 'dispatch', [one!, other!])).toEqual(['dispatched', 'dispatched']);
  });

  it('the reason of one goes before the reason of all', async () => {
    const [one, other] = await put(anAlert(), anAlert());
    const [first, second] = await seen([one!, other!]);
    const alerts = [first!, { ...second!, reason: '姓名相同，另有其人' }];
    const body = { command: 'dismiss' as const, alerts, reason: '已由上月核实' };
    expect(outcomes(await desk.as('officer').call(routes.commandAlerts, { body }))).toEqual(['dismissed', 'dismissed']);
    expect([(await lastEvent(one!))?.reason, (await lastEvent(other!))?.reason]).toEqual([
      '已由上月核实',
      '姓名相同，另有其人',
    ]);
  });
});

describe('like alerts, answered together', () => {
  it('each has the answer in its own conversation, with the evidence that was uploaded once', async () => {
    const ids = await put(anAlert().received(), anAlert().received(), anAlert().returned());
    const file = { name: '核查报告.pdf', bytes: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n') };
    const upload = { params: { alertId: ids[0]! }, file };
    const { id: attachment } = good(await desk.as('handler').call(routes.addAttachment, upload));
    const shared = {
      problemType: 'P4' as const,
      explanation: '经核实为正常业务',
      fields: {},
      attachments: [attachment],
    };
    expect(outcomes(await answer(ids, shared))).toEqual(['answered', 'answered', 'answered']);
    for (const id of ids) {
      const { answers } = await desk.alert(id);
      expect(answers.at(-1)).toMatchObject({ problemType: 'P4', explanation: '经核实为正常业务' });
      expect(answers.at(-1)!.attachments.map(({ fileName }) => fileName)).toEqual(['核查报告.pdf']);
      const download = { alertId: id, attachmentId: answers.at(-1)!.attachments[0]!.id };
      expect((await desk.as('officer').call(routes.getAttachment, { params: download })).status).toBe(200);
    }
  });

  it('what a problem type needs is needed of each; what was typed for the refused one is its draft', async () => {
    const [whole, lacking] = await put(anAlert().received(), anAlert().received());
    const shared = { problemType: 'P5' as const, explanation: '停发滞后', fields: { correctionSlip: '更2026-018' } };
    const own = [{ confirmedAmount: '8412.00', recoveredAmount: '0' }, { confirmedAmount: '100.00' }];
    expect(outcomes(await answer([whole!, lacking!], shared, own))).toEqual(['answered', 'ANSWER_INCOMPLETE']);
    expect((await desk.alert(lacking!)).state).toBe('received');
    const draft = good(await desk.as('handler').call(routes.getDraft, { params: { alertId: lacking! } }));
    expect(draft.body).toMatchObject({
      problemType: 'P5',
      explanation: '停发滞后',
      fields: { correctionSlip: '更2026-018' },
      confirmedAmount: '100.00',
    });
    const kept = good(await desk.as('handler').call(routes.getDraft, { params: { alertId: whole! } }));
    expect(kept).toMatchObject({ body: {}, savedAt: null });
  });

  it('one that a colleague has answered meanwhile, one of another agency and one of another matter are not touched', async () => {
    const [mine, foreign, unlike, changed] = await put(
      anAlert().received(),
      anAlert().dispatchedTo('120102').received(),
      anAlert().of('DY04').received(),
      anAlert().received(),
    );
    const alerts = await seen([mine!, foreign!, unlike!, changed!]);
    good(await answer([changed!], {}, [], 'chief'));
    const reply = await desk.as('handler').call(routes.answerAlerts, { body: { answer: P2 as never, alerts } });
    expect(outcomes(reply)).toEqual(['answered', 'NOT_FOUND', 'ALERT_NOT_ALIKE', 'ALERT_CHANGED']);
    expect((await desk.alert(foreign!)).state).toBe('received');
    const draft = await desk.as('handler').call(routes.getDraft, { params: { alertId: unlike! } });
    expect(good(draft).body).toMatchObject({ explanation: '统计口径不同' });
  });
});

describe('like alerts, closed together', () => {
  it('those that the draw took go to another officer, who closes them at once; whoever put them up cannot', async () => {
    const ids = await put(...Array.from({ length: 12 }, () => anAlert().answered('P4')));
    const became = await command('officer', 'close', ids, '佐证齐全');
    expect(new Set(became)).toEqual(new Set(['closed', 'in_second_review']));
    const drawn = ids.filter((_, place) => became[place] === 'in_second_review');
    expect(await command('officer', 'close', drawn)).toEqual(drawn.map(() => 'NEEDS_ANOTHER_PERSON'));
    expect(await command('colleague', 'close', drawn)).toEqual(drawn.map(() => 'closed'));
    expect((await lastEvent(ids[became.indexOf('closed')]!))?.reason).toBe('佐证齐全');
  });

  it('one with money still to recover, new hits or another problem type stays open and says why', async () => {
    const [settled, fresh, otherType] = await put(
      anAlert().answered('P2'),
      anAlert().answered('P2').withNewHits(),
      anAlert().answered('P3'),
    );
    const [owing] = await put(anAlert().received());
    const [settledToo] = await put(anAlert().received());
    const shared = { problemType: 'P5' as const, explanation: '停发滞后', fields: { correctionSlip: '更2026-018' } };
    const own = [
      { confirmedAmount: '8412.00', recoveredAmount: '0' },
      { confirmedAmount: '0', recoveredAmount: '0' },
    ];
    expect(outcomes(await answer([owing!, settledToo!], shared, own))).toEqual(['answered', 'answered']);
    expect(await command('officer', 'close', [settled!, fresh!, otherType!])).toEqual([
      'closed',
      'ALERT_HAS_NEW_HITS',
      'ALERT_NOT_ALIKE',
    ]);
    const entry = { kind: 'confirmed' as const, amount: '8412.00', on: '2026-10-20', voucher: '核-1', note: '' };
    good(await desk.as('officer').call(routes.addRecoveryEntry, { params: { alertId: owing! }, body: entry }));
    expect(await command('officer', 'close', [owing!, settledToo!])).toEqual(['ALERT_RECOVERY_OPEN', 'closed']);
  });

  it('is for the office alone', async () => {
    const ids = await put(anAlert().answered('P2'));
    const body = { command: 'close' as const, alerts: await seen(ids) };
    for (const person of ['handler', 'chief', 'leader'] as const)
      expect((await desk.as(person).call(routes.commandAlerts, { body })).status).toBe(403);
  });
});
