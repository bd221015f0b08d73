import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { exportRoutes, routes, type ExportName, type RouteName } from '@fundwatch/domain/api';
import { standardMapping } from '@fundwatch/domain/collect';
import { addPeriods } from '@fundwatch/domain/calendar';
import type { MonthClose } from '@fundwatch/storage';
import { closeEmptyMonth, evaluateEmptyMonth, proposeEmptyMonth } from '../support/a-closable-month.js';
import type { callers } from './endpoint-matrix-table.js';
import { aCase, proposeEntry } from '../support/a-whitelist-entry.js';
import { aBackTest, anAnswerWithProposal, anotherSeverity, proposeSeverity } from '../support/a-proposed-version.js';
import { announce, asking, beginUpload, from } from '../support/upload-by-tus.js';
import { aDraft } from '../support/an-indicator-draft.js';
import { anAlert, type AlertBuilder } from '../support/alert-builder.js';
import { readDeliveredTemplate } from '../../application/src/documents/delivered-templates.js';
import { PASSWORD, type ApiClient, type TestApi } from '../support/product.js';

export interface MatrixRequest {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  file?: { name: string; bytes: Uint8Array };
  bytes?: Uint8Array;
  headers?: Record<string, string>;
}

/** What the requests are about: agency 120101, and accounts to act on. */
export interface MatrixWorld {
  api: TestApi;
  /** A submission of 120101. */
  submissionId: string;
  evaluationId: string;
  /** Uploaded by the handler of 120101. */
  packageId: string;
  handler: ApiClient;
}

type MakeRequest = (world: MatrixWorld, caller: (typeof callers)[number]) => MatrixRequest | Promise<MatrixRequest>;

const nothing: MakeRequest = () => ({});

let hubs = 0;
/** The one address that everybody is asked about, as it was at first. */
const aWebhook = async ({ api }: MatrixWorld): Promise<string> => {
  await api.sql(
    `insert into fundwatch.webhook values ('matrix', 'https://hub.example.gov.cn/in', '{}', true, '管理员', $1)
     on conflict (name) do update set enabled = true, changed_at = excluded.changed_at`,
    [api.realTime.now()],
  );
  return 'matrix';
};
const pdf = { name: '核查报告.pdf', bytes: Buffer.from('%PDF-1.7\n') };
/** An upload that the handler of 120101 has begun. */
const anUpload =
  (headers: Record<string, string>): MakeRequest =>
  async ({ handler }) => ({ params: { uploadId: await beginUpload(handler, '202609.zip', 6) }, headers });
const mapping = standardMapping;

/** A fresh alert for each call, so that no call depends on another. */
const about =
  (build: (alert: AlertBuilder) => AlertBuilder, body?: (revision: number) => unknown): MakeRequest =>
  async ({ api }) => {
    const { id, revision } = await build(anAlert()).save(api.database);
    return { params: { alertId: id }, body: body?.(revision) };
  };
const aPerson: MakeRequest = () => ({
  params: { kind: 'person', agency: '120101', line: '110', subject: 'P1' },
  body: { reason: '核实待遇' },
});
/** A new account on the caller's side: of the office, or of agency 120101. */
let beside = 0;
const someoneBeside = async ({ api }: MatrixWorld, { role }: (typeof callers)[number]): Promise<string> => {
  const atAgency = role === 'agency_handler' || role === 'agency_head';
  return api.addAccount({
    userName: `beside-${(beside += 1)}`,
    roles: [atAgency ? 'agency_handler' : 'supervision_officer'],
    organisation: atAgency ? '120101' : '120000',
  });
};
const aStandIn = async (world: MatrixWorld, caller: (typeof callers)[number]): Promise<string> => {
  const id = randomUUID();
  const [absent, standIn] = [await someoneBeside(world, caller), await someoneBeside(world, caller)];
  await world.api.sql(
    `insert into fundwatch.stand_in (id, organisation, absent, stand_in, from_on, until_on, reason, entered_by_name, entered_at)
     select $1, organisation, id, $3, '2026-10-20', '2026-10-21', '休假', '张敏', $4 from fundwatch.app_user where id = $2`,
    [id, absent, standIn, world.api.clock.now()],
  );
  return id;
};
const withAttachment: MakeRequest = async ({ api, handler }) => {
  const alert = await anAlert().received().save(api.database);
  const added = await handler.call(routes.addAttachment, { params: { alertId: alert.id }, file: pdf });
  return { params: { alertId: alert.id, attachmentId: added.body.id } };
};

/** An alert that the line department of the matrix is asked about, and the consultation. */
const consulted = async ({ api }: MatrixWorld) => {
  const { id, revision } = await anAlert().received().save(api.database);
  signer ??= api.signedIn('signer');
  const reply = await (
    await signer
  ).call(routes.openBranch, {
    params: { alertId: id },
    body: { revision, kind: 'consultation', department: '120000', reason: '请研究政策口径', attachments: [] },
  });
  return { alertId: id, branchId: reply.body.id, revision: revision + 1 };
};
const consultedParams = async (world: MatrixWorld) => ({ alertId: (await consulted(world)).alertId });
const anAnsweredAlert = async ({ api, handler }: MatrixWorld): Promise<string> => {
  const { id, revision } = await anAlert().received().save(api.database);
  const body = { problemType: 'P2', explanation: '字段对照差错，已更正。', fields: { mappingNote: '见说明' } } as const;
  await handler.call(routes.answerAlert, { params: { alertId: id }, body: { ...body, revision } });
  return id;
};
let signer: Promise<ApiClient> | undefined;
const aCleaningTask: MakeRequest = async ({ api, handler }) => {
  const { id } = await anAlert().received().save(api.database);
  const { body: alert } = await handler.call(routes.getAlert, { params: { alertId: id } });
  const answer = { problemType: 'P2', explanation: '漏传', fields: { mappingNote: '重新抽取' } } as const;
  await handler.call(routes.answerAlert, { params: { alertId: id }, body: { ...answer, revision: alert.revision } });
  const { body: list } = await handler.call(routes.listCleaningTasks, { query: { alertId: id } });
  return { params: { taskId: list.items[0]!.id }, body: { reason: '记录已删除' } };
};

const anEntry: MakeRequest = async ({ api, handler }) => {
  const { id } = await anAlert().received().save(api.database);
  const body = { kind: 'recovered', amount: '12.34', on: '2026-10-19', voucher: '收-1', note: '' } as const;
  const reply = await handler.call(routes.addRecoveryEntry, { params: { alertId: id }, body });
  return { params: { alertId: id, entryId: reply.body.entries[0]!.id }, body: { reason: '重复登记' } };
};

const dispatched = (alert: AlertBuilder) => alert.dispatchedTo('120101');
/** Gives one month after the other, from this one on. */
const monthsFrom = (first: string) => {
  let next = first;
  return () => {
    const month = next;
    next = addPeriods(month, 1);
    return month;
  };
};
/** A month that nobody has evaluated yet. */
const nextPeriod = monthsFrom('202001');
/** The same, whose lock day the built-in calendar knows and has passed. */
const nextLockedPeriod = monthsFrom('202312');
const aLead = async (api: TestApi) => {
  // Built alerts have the first numbers.
  await api.sql(`insert into fundwatch.alert_number values (2026, 900000) on conflict do nothing`);
  return {
    agency: '120101',
    line: '110',
    subjectKind: 'person_no' as const,
    subject: 'P77',
    severity: 'high' as const,
    title: '举报冒领',
    found: '去世后仍在领取',
    firstPeriod: '202609',
    source: { kind: 'complaint' as const, number: '津信31号', on: '2026-10-19' },
  };
};
/** An alert by hand of another account than the callers'. */
const registered = async ({ api }: MatrixWorld) => {
  const signer = await api.signedIn('signer');
  return (await signer.call(routes.registerAlert, { body: await aLead(api) })).body.id;
};
const aFact = { item: 6, period: '202609', facts: '向外单位提供了预警清单', source: '津信〔2026〕12号' };
const months = { from: '202609', to: '202610' };
/** An entry of the register about 120101. */
const entered = async ({ api }: MatrixWorld) => {
  const signer = await api.signedIn('signer');
  return (await signer.call(routes.enterAccountability, { body: { ...aFact, agency: '120101' } })).body.id;
};
/** An open case with one alert of 120101. */
const aCaseFile = async ({ api }: MatrixWorld, build: (alert: AlertBuilder) => AlertBuilder = (alert) => alert) => {
  const { id } = await build(anAlert()).save(api.database);
  const signer = await api.signedIn('signer');
  const body = { title: '同一人', summary: '两条预警', reason: '同一人', alerts: [id] };
  return { ...(await signer.call(routes.openCase, { body })).body, member: id };
};
/** A step of a fresh case. */
const onCase =
  (
    body: (one: Awaited<ReturnType<typeof aCaseFile>>) => Record<string, unknown>,
    build?: (alert: AlertBuilder) => AlertBuilder,
  ): MakeRequest =>
  async (world) => {
    const one = await aCaseFile(world, build);
    return { params: { caseId: one.id }, body: { revision: one.revision, ...body(one) } };
  };
const aPlan = {
  kind: 'on_site' as const,
  title: '死亡冒领现场监督',
  agency: '120101',
  scope: '企业养老待遇发放',
  startOn: '2026-11-20',
  endOn: '2026-11-25',
};
/** The same, approved: its notice can be made. */
const approvedInspection = async (world: MatrixWorld) => {
  const { inspectionId } = await planned(world);
  await world.api.sql(`update fundwatch.inspection set state = 'approved' where id = $1`, [inspectionId]);
  return { matter: 'inspection' as const, matterId: inspectionId };
};
/** An inspection of 120101 that waits for approval, planned by another account than the callers'. */
const planned = async ({ api }: MatrixWorld) => {
  const signer = await api.signedIn('signer');
  const { body } = await signer.call(routes.planInspection, { body: { plan: aPlan } });
  return { inspectionId: body.id };
};
/** The same, its draft sent and not signed for yet. */
const drafted = async (world: MatrixWorld) => {
  const params = await planned(world);
  await world.api.sql(
    `update fundwatch.inspection set state = 'drafted', notified_on = '2026-10-08', draft = '发现 3 笔应停未停。', drafted_on = '2026-10-09'
     where id = $1`,
    [params.inspectionId],
  );
  return params;
};
const worthIt = (alert: AlertBuilder) => alert.worth('12000.00');
/** A major matter that waits for its signature. */
const aMajorMatter = async (world: MatrixWorld) => {
  const { id } = await aCaseFile(world, worthIt);
  const signer = await world.api.signedIn('signer');
  const body = { caseId: id, suspicion: 'fraud' as const, report: '疑似冒领' };
  return { majorMatterId: (await signer.call(routes.proposeMajorMatter, { body })).body.id };
};
let closed: Promise<MonthClose> | undefined;
const aClose: MakeRequest = async ({ api }) => {
  closed ??= closeEmptyMonth(api, nextLockedPeriod(), { proposer: 'signer', decider: 'decider' });
  return { params: { monthCloseId: (await closed).id } };
};
let year = 2030;
/** A year that nobody has imported yet. */
const nextYear = () => String((year += 1));
const aCalendar = (of: string) => ({
  fileName: `${of}.json`,
  content: JSON.stringify({
    [of]: { papers: ['通知'], off: ['01-01', '05-01', '10-01', '10-02', '10-03'].map((day) => `${of}-${day}`) },
  }),
});
const anExpectedLine = {
  kind: 'line',
  line: { agency: '120101', line: '110', dataset: 'business', validFrom: '202609', validTo: null, mayLack: [] },
};
let version = 1;
/** A version that replaces the submission, and owes a reason. */
const aLaterVersion = async ({ api, submissionId }: MatrixWorld): Promise<string> => {
  const id = randomUUID();
  await api.sql(
    `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash, replaces)
     values ($1, '120101', '110', 'business', '202609', $2, 'accepted', 'package', '张三', $3, $3, $4, $5)`,
    [id, (version += 1), api.clock.now(), id, submissionId],
  );
  return id;
};
/** A submission that came as a package whose object is stored. */
const aPackagedSubmission = async (world: MatrixWorld): Promise<string> => {
  const { api } = world;
  const id = await aLaterVersion(world);
  const { sha256, bytes } = await api.app.objects.put(Readable.from([Buffer.from('PK')]));
  await api.sql(
    `insert into fundwatch.package_upload (id, object, file_name, bytes, uploaded_by, uploaded_by_name, uploaded_at, state, submission_id)
     select gen_random_uuid(), $1, 'p.zip', $2, id, display_name, $3, 'accepted', $4 from fundwatch.app_user limit 1`,
    [sha256, bytes, api.clock.now(), id],
  );
  return id;
};
/** An empty table of the submission: its rows are none, whoever looks. */
const aTable: MakeRequest = async ({ api, submissionId }) => {
  await api.sql(
    `insert into fundwatch.fact_file (submission_id, agency, table_name, rows, control_totals)
     values ($1, '120101', 'levy', 0, '{}') on conflict do nothing`,
    [submissionId],
  );
  return { params: { submissionId, table: 'levy' }, body: { reason: '核对身份' } };
};
const newUser = () => `user-${randomUUID()}`;

/** The list that an export takes out. */
export function listOfExport(name: ExportName): RouteName {
  const path = exportRoutes[name].path.replace('/exports', '');
  return Object.values(routes).find((one) => one.method === 'GET' && one.path === path)!.name as RouteName;
}
/** A list is taken out by what it is asked for by. */
const exportRequests = Object.fromEntries(
  Object.keys(exportRoutes).map((name): [string, MakeRequest] => [
    name,
    (world, caller) => matrixRequests[listOfExport(name as ExportName)](world, caller),
  ]),
) as Record<ExportName, MakeRequest>;

/** A request to each endpoint that succeeds for whoever may make it. */
export const matrixRequests: Record<RouteName, MakeRequest> = {
  signIn: () => ({ body: { userName: 'signer', password: PASSWORD } }),
  getSession: nothing,
  signOut: nothing,
  listDemoAccounts: nothing,
  switchDemoAccount: () => ({ body: { userName: 'signer' } }),
  advanceDemoDay: nothing,
  listUsers: nothing,
  addUser: () => ({
    body: {
      userName: newUser(),
      displayName: '新人',
      organisation: '120000',
      roles: ['data_steward'],
      password: PASSWORD,
    },
  }),
  changeUser: async ({ api }) => ({
    params: { userId: await api.addAccount({ userName: newUser(), roles: ['data_steward'] }) },
    body: { disabled: true },
  }),
  listOrganisations: nothing,
  getHealth: nothing,

  listPeriods: nothing,
  getArrivalBoard: () => ({ query: { period: '202609' } }),
  listSubmissions: nothing,
  getSubmission: ({ submissionId }) => ({ params: { submissionId } }),
  listSubmissionChecks: ({ submissionId }) => ({ params: { submissionId } }),
  listPackages: nothing,
  getPackage: ({ packageId }) => ({ params: { packageId } }),
  listExchangeSources: nothing,
  pullExchangeSource: () => ({ params: { name: 'region' } }),
  getSourceMapping: () => ({ params: { name: 'region' } }),
  // Nobody listens at its address.
  checkSourceMapping: () => ({ params: { name: 'region' }, body: { mapping } }),
  saveSourceMapping: async ({ api }) => {
    const [row] = await api.sql<{ revision: number }>(
      `select coalesce(max(revision), 0) as revision from fundwatch.source_mapping`,
    );
    return { params: { name: 'region' }, body: { mapping, revision: row!.revision, reason: '核对后登记' } };
  },
  getWatchedFolder: nothing,
  listExternalFeeds: nothing,
  listUploads: nothing,
  beginUpload: () => ({ headers: announce('202609.zip', 6) }),
  getUploadOffset: anUpload(asking),
  sendUpload: async (world, caller) => ({
    ...(await anUpload(from(0))(world, caller)),
    bytes: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
  }),
  cancelUpload: anUpload(asking),
  listLines: nothing,

  listSubmissionVersions: ({ submissionId }) => ({ params: { submissionId } }),
  stateSubmissionReason: async (world) => ({
    params: { submissionId: await aLaterVersion(world) },
    body: { reason: '更正金额' },
  }),
  listSubmissionDifferences: ({ submissionId }) => ({ params: { submissionId } }),
  listDifferingRows: aTable,
  unmaskDifferingRows: aTable,
  listFactRows: aTable,
  unmaskFactRows: aTable,
  downloadFactTable: aTable,
  downloadUnmaskedFactTable: aTable,
  downloadSubmittedPackage: async (world) => ({
    params: { submissionId: await aPackagedSubmission(world) },
    body: { reason: '复核原始文件' },
  }),
  downloadSubmissionChecks: ({ submissionId }) => ({ params: { submissionId } }),

  listWhitelist: nothing,
  proposeWhitelistEntry: () => ({
    body: { ...aCase(randomUUID()), reason: '已核实', documentNo: '津人社函〔2026〕31号' },
  }),
  decideWhitelistEntry: async ({ api }) => ({
    params: { entryId: (await proposeEntry(api.app, 'signer', aCase(randomUUID()))).id },
    body: { decision: 'approve' },
  }),
  withdrawWhitelistEntry: () => ({ params: { entryId: randomUUID() } }),
  endWhitelistEntry: () => ({ params: { entryId: randomUUID() }, body: { reason: '文件已废止' } }),

  listPrecision: nothing,
  getIndicatorPrecision: () => ({ params: { code: 'DY29' } }),
  getIndicatorSource: () => ({ params: { code: 'DY29' } }),
  listSameSubject: about(dispatched),
  search: () => ({ body: { text: 'P0012345' } }),
  getSubject: aPerson,
  listSubjectFacts: aPerson,
  unmaskSubjectFacts: aPerson,
  listTestRuns: () => ({ params: { code: 'DY29' } }),
  requestBackTest: async ({ api }) => ({
    params: { versionId: (await proposeSeverity(api, 'signer')).id },
    body: { periods: ['202609'] },
  }),
  getTestRun: async ({ api }) => ({ params: await aBackTest(api, 'signer', '202609') }),
  listTestRunHits: async ({ api }) => ({ params: await aBackTest(api, 'signer', '202609') }),
  cancelTestRun: async ({ api }) => ({ params: await aBackTest(api, 'signer', '202609') }),
  getFactDictionary: nothing,
  listIndicatorDrafts: nothing,
  createIndicatorDraft: () => ({ body: { code: 'DY51' } }),
  getIndicatorDraft: async ({ api }) => ({ params: { draftId: (await aDraft(api.app, 'signer')).id } }),
  saveIndicatorDraft: async ({ api }) => ({
    params: { draftId: (await aDraft(api.app, 'signer')).id },
    body: { revision: 1, document: '', query: '', cases: '' },
  }),
  deleteIndicatorDraft: async ({ api }) => ({ params: { draftId: (await aDraft(api.app, 'signer')).id } }),
  checkIndicatorDraft: async ({ api }) => ({
    params: { draftId: (await aDraft(api.app, 'signer')).id },
    body: { revision: 1 },
  }),
  submitIndicatorDraft: async ({ api }) => ({
    params: { draftId: (await aDraft(api.app, 'signer')).id },
    body: { revision: 1, status: 'active', reason: '本地风险' },
  }),
  listIndicatorVersions: () => ({ params: { code: 'DY29' } }),
  proposeIndicatorVersion: async ({ api }) => ({
    params: { code: 'DY29' },
    body: { changes: await anotherSeverity(api), reason: '误报偏多' },
  }),
  listIndicatorProposals: nothing,
  getIndicatorVersion: async ({ api }) => ({ params: { versionId: (await proposeSeverity(api, 'signer')).id } }),
  getIndicatorVersionSource: async ({ api }) => ({
    params: { versionId: (await proposeSeverity(api, 'signer')).id },
  }),
  listNotifications: nothing,
  markNotificationsRead: () => ({ body: { through: '0' } }),
  streamNotifications: nothing,
  getNotificationChannel: nothing,
  getOutgoing: nothing,
  addWebhook: () => ({
    body: { name: `hub_${(hubs += 1)}`, url: 'https://hub.example.gov.cn/in', kinds: ['dispatch'] },
  }),
  changeWebhook: async (world) => {
    const name = await aWebhook(world);
    const body = {
      url: 'https://hub.example.gov.cn/other',
      kinds: [],
      enabled: false,
      seenAt: world.api.realTime.now(),
    };
    return { params: { name }, body };
  },
  renewWebhookSecret: async (world) => ({ params: { name: await aWebhook(world) } }),
  testWebhook: async (world) => ({ params: { name: await aWebhook(world) } }),
  sendWebhookAgain: async (world) => ({ params: { name: await aWebhook(world) } }),
  listWebhookDeliveries: async (world) => ({ params: { name: await aWebhook(world) } }),
  sendMailAgain: nothing,
  setNotificationChannel: () => ({ body: { address: null, digest: true, urgent: true } }),
  listApprovals: nothing,
  // As with a month's close.
  withdrawIndicatorVersion: () => ({ params: { versionId: randomUUID() } }),
  decideIndicatorVersion: async ({ api }) => ({
    params: { versionId: (await proposeSeverity(api, 'signer')).id },
    body: { decision: 'approve' },
  }),
  getAnswerProposal: async ({ api }) => {
    const { alertId, answerId } = await anAnswerWithProposal(api, api.database);
    return { params: { alertId, answerId } };
  },
  proposeFromAnswer: async ({ api }) => {
    const { alertId, answerId } = await anAnswerWithProposal(api, api.database);
    return { params: { alertId, answerId }, body: { changes: await anotherSeverity(api) } };
  },

  listMonthStandings: nothing,
  getMonthClose: aClose,
  proposeMonthClose: async ({ api }) => {
    const month = nextLockedPeriod();
    await evaluateEmptyMonth(api, month);
    return { body: { period: month, note: '' } };
  },
  decideMonthClose: async ({ api }) => ({
    params: { monthCloseId: (await proposeEmptyMonth(api, nextLockedPeriod(), 'signer')).id },
    body: { decision: 'approve' },
  }),
  // Only who made it may take it back: the matrix asks who may ask at all.
  withdrawMonthClose: () => ({ params: { monthCloseId: randomUUID() } }),
  verifyMonthClose: aClose,
  listRestatementDifferences: ({ evaluationId }) => ({ params: { evaluationId } }),
  getCalendars: nothing,
  getCalendarWaiting: nothing,
  previewCalendar: () => ({ body: aCalendar('2030') }),
  importCalendar: () => ({ body: aCalendar(nextYear()) }),
  getSubmissionTerms: nothing,
  setSubmissionTerm: () => ({
    body: { from: '202612', dueDay: 15, roll: true, lockWorkingDays: 10, reason: '按年度安排' },
  }),
  listExpected: nothing,
  previewExpected: () => ({ body: { change: anExpectedLine } }),
  changeExpected: () => ({ body: { change: anExpectedLine, reason: '新增险种' } }),
  getDataQuality: () => ({ query: { period: '202609' } }),

  startEvaluation: () => ({ body: { period: nextPeriod() } }),
  listEvaluations: nothing,
  getEvaluation: ({ evaluationId }) => ({ params: { evaluationId } }),
  listNotEvaluated: ({ evaluationId }) => ({ params: { evaluationId } }),
  summariseNotEvaluated: ({ evaluationId }) => ({ params: { evaluationId } }),
  listIndicators: nothing,
  getIndicator: () => ({ params: { code: 'DY01' } }),
  listRules: nothing,
  getRuleBoard: () => ({ query: { period: '202609' } }),
  listRuleResults: () => ({ query: { period: '202609' } }),
  getRuleResult: () => ({ params: { period: '202609', agency: '120101', line: '110', rule: 'R11' } }),
  getRegionKey: () => ({ query: { period: '202609' } }),

  listAlerts: nothing,
  countAlerts: nothing,
  getAlert: about(dispatched),
  listAlertHits: about(dispatched),
  unmaskAlertHits: about(dispatched, () => ({ reason: '核对身份' })),
  listAlertEvents: about(dispatched),

  screenAlert: about(
    (alert) => alert,
    (revision) => ({ revision }),
  ),
  dismissAlert: about(
    (alert) => alert,
    (revision) => ({ revision, reason: '已核实为正常' }),
  ),
  dispatchAlert: about(
    (alert) => alert.screened(),
    (revision) => ({ revision }),
  ),
  listColleagues: nothing,
  assignAlerts: async (world, caller) => ({
    body: {
      alerts: [(await anAlert().received().save(world.api.database)).id],
      to: await someoneBeside(world, caller),
    },
  }),
  handOverAlerts: async (world, caller) => ({
    body: { from: randomUUID(), to: await someoneBeside(world, caller), reason: '调整分工' },
  }),
  enterStandIn: async (world, caller) => ({
    body: {
      absent: await someoneBeside(world, caller),
      standIn: await someoneBeside(world, caller),
      fromOn: '2026-10-20',
      untilOn: '2026-10-21',
      reason: '休假',
    },
  }),
  endStandIn: async (world, caller) => ({ params: { standInId: await aStandIn(world, caller) } }),
  commandAlerts: async ({ api }) => {
    const { id, revision } = await anAlert().save(api.database);
    return { body: { command: 'screen', alerts: [{ id, revision }] } };
  },

  answerAlerts: async ({ api }) => {
    const { id, revision } = await anAlert().received().save(api.database);
    const answer = { problemType: 'P2' as const, explanation: '口径不同', fields: { mappingNote: '按月末人数' } };
    return { body: { answer, alerts: [{ id, revision }] } };
  },
  receiveAlert: about(dispatched, (revision) => ({ revision })),
  answerAlert: about(
    (alert) => alert.received(),
    (revision) => ({ revision, problemType: 'P2', explanation: '口径不同', fields: { mappingNote: '按月末人数' } }),
  ),
  getDraft: about(dispatched),
  saveDraft: about(dispatched, () => ({ body: { explanation: '写到一半' } })),
  addAttachment: async ({ api }) => ({
    params: { alertId: (await anAlert().received().save(api.database)).id },
    file: pdf,
  }),
  getAttachment: withAttachment,

  returnAlert: about(
    (alert) => alert.answered(),
    (revision) => ({ revision, reason: '材料不足' }),
  ),
  coverNewHits: about(
    (alert) => alert.answered().withNewHits(),
    (revision) => ({ revision, reason: '答复已涵盖' }),
  ),
  orderRectification: about(
    (alert) => alert.answered('P5'),
    (revision) => ({ revision, reason: '按期整改' }),
  ),
  reportRectification: about(
    (alert) => alert.rectifying(),
    (revision) => ({ revision, reason: '已整改', measures: [{ text: '补录', on: '2026-10-19' }] }),
  ),
  returnRectification: about(
    (alert) => alert.rectified(),
    (revision) => ({ revision, reason: '缺凭证' }),
  ),
  submitForSecondReview: about(
    (alert) => alert.answered('P4'),
    (revision) => ({ revision }),
  ),
  objectToClosing: async (world, caller) => {
    const [submitter] = await world.api.sql<{ id: string }>(
      `select id from fundwatch.app_user where user_name = 'signer'`,
    );
    return about(
      (alert) => alert.inSecondReview(submitter!.id),
      (revision) => ({ revision, reason: '佐证不足' }),
    )(world, caller);
  },
  reopenAlert: about(
    (alert) => alert.closed(),
    (revision) => ({ revision, reason: '有新线索' }),
  ),

  listBranches: async (world) => ({ params: await consultedParams(world) }),
  openBranch: about(
    (alert) => alert.received(),
    (revision) => ({ revision, kind: 'field_check', reason: '需到现场核对', place: '和平区' }),
  ),
  stepBranch: async (world) => {
    const { revision, ...params } = await consulted(world);
    return { params, body: { revision, command: 'receive' } };
  },
  addBranchAttachment: async (world) => ({ params: await consultedParams(world), file: pdf }),
  listConsultations: nothing,
  listDepartments: nothing,
  getRecovery: about((alert) => alert.received()),
  compareRecovery: about((alert) => alert.received()),
  addRecoveryEntry: about(
    (alert) => alert.received(),
    () => ({ kind: 'recovered', amount: '12.34', on: '2026-10-19', voucher: '收-1' }),
  ),
  voidRecoveryEntry: anEntry,
  listRecoveries: nothing,
  listCleaningTasks: nothing,
  getCleaningTask: aCleaningTask,
  settleCleaningTask: aCleaningTask,

  registerAlert: async ({ api }) => ({ body: await aLead(api) }),
  addSourceFile: async (world) => ({ params: { alertId: await registered(world) }, file: pdf }),
  getSourceFile: async (world) => {
    const alertId = await registered(world);
    const signer = await world.api.signedIn('signer');
    const file = await signer.call(routes.addSourceFile, { params: { alertId }, file: pdf });
    return { params: { alertId, fileId: file.body.id } };
  },
  listCases: nothing,
  getCase: async (world) => ({ params: { caseId: (await aCaseFile(world)).id } }),
  suggestForCase: about((alert) => alert),
  openCase: async ({ api }) => ({
    body: { title: '同一人', summary: '两条预警', reason: '同一人', alerts: [(await anAlert().save(api.database)).id] },
  }),
  changeCase: onCase(() => ({ title: '新名称' })),
  joinCase: async (world, caller) => {
    const { id } = await anAlert().save(world.api.database);
    return onCase(() => ({ alerts: [id], reason: '同一单位' }))(world, caller);
  },
  splitCase: onCase(({ member }) => ({ alerts: [member], reason: '另案' })),
  stateCaseLoss: onCase(() => ({ loss: '12000.00', reason: '审计认定' })),
  stateCaseInvestigation: onCase(() => ({
    investigation: { on: '2026-10-19', body: '市公安局' },
    reason: '立案通知',
  })),
  closeCase: onCase(
    () => ({ reason: '全部办结' }),
    (alert) => alert.closed(),
  ),
  reopenCase: async (world) => {
    const one = await aCaseFile(world, (alert) => alert.closed());
    const signer = await world.api.signedIn('signer');
    const body = { revision: one.revision, reason: '全部办结' };
    const closed = await signer.call(routes.closeCase, { params: { caseId: one.id }, body });
    return { params: { caseId: one.id }, body: { revision: closed.body.revision, reason: '有新线索' } };
  },

  getAccountability: () => ({ query: months }),
  listAccountabilityFacts: () => ({ query: { ...months, kind: 'answer_late', agency: '120101' } }),
  listAccountabilityEntries: () => ({ query: { ...months, agency: '120101' } }),
  getAccountabilityEntry: async (world) => ({ params: { entryId: await entered(world) } }),
  enterAccountability: () => ({ body: { ...aFact, agency: '120101' } }),
  correctAccountability: async (world) => ({
    params: { entryId: await entered(world) },
    body: { ...aFact, reason: '文号写错' },
  }),
  withdrawAccountability: async (world) => ({
    params: { entryId: await entered(world) },
    body: { reason: '登记错单位' },
  }),
  addAccountabilityFile: async (world) => ({ params: { entryId: await entered(world) }, file: pdf }),
  getAccountabilityFile: async (world) => {
    const params = { entryId: await entered(world) };
    const signer = await world.api.signedIn('signer');
    const file = await signer.call(routes.addAccountabilityFile, { params, file: pdf });
    return { params: { ...params, fileId: file.body.id } };
  },
  exportAccountability: () => ({ query: { ...months, language: 'zh' } }),

  listInspections: nothing,
  listInspectors: nothing,
  getInspection: async (world) => ({ params: await planned(world) }),
  planInspection: () => ({ body: { plan: aPlan } }),
  reviseInspection: async (world) => ({ params: await planned(world), body: { revision: 0, plan: aPlan } }),
  declareInterest: async (world) => ({ params: await planned(world), body: { interested: false } }),
  stepInspection: async (world) => ({
    params: await planned(world),
    body: { revision: 0, command: 'cancel', reason: '并入省级检查' },
  }),
  addWorkRecord: async (world) => ({
    params: await planned(world),
    body: { matter: '待遇停发', found: '仍在发放', on: '2026-10-19' },
  }),
  addRecordFile: async (world) => {
    const params = await planned(world);
    const recordId = randomUUID();
    await world.api.sql(
      `insert into fundwatch.work_record select $1, id, 1, '待遇停发', '仍在发放', '2026-10-19', opened_by, 'signer', now()
       from fundwatch.inspection where id = $2`,
      [recordId, params.inspectionId],
    );
    return { params: { ...params, recordId }, file: pdf };
  },
  addInspectionFile: async (world) => ({ params: await planned(world), file: pdf }),
  getInspectionFile: async (world) => {
    const params = await planned(world);
    const signer = await world.api.signedIn('signer');
    const added = await signer.call(routes.addInspectionFile, { params, file: pdf });
    return { params: { ...params, fileId: added.body.id } };
  },
  listAgencyInspections: nothing,
  getAgencyInspection: async (world) => ({ params: await drafted(world) }),
  stepAgencyInspection: async (world) => ({ params: await drafted(world), body: { revision: 0, command: 'receive' } }),
  listMajorMatters: nothing,
  listMajorMatterCandidates: nothing,
  getMajorMatter: async (world) => ({ params: await aMajorMatter(world) }),
  proposeMajorMatter: async (world) => ({
    body: { caseId: (await aCaseFile(world, worthIt)).id, suspicion: 'fraud', report: '疑似冒领' },
  }),
  stepMajorMatter: async (world) => ({
    params: await aMajorMatter(world),
    body: { revision: 0, command: 'sign' },
  }),

  closeAlert: about(
    (alert) => alert.answered(),
    (revision) => ({ revision }),
  ),

  listDocuments: async (world) => ({ params: await consultedParams(world) }),
  makeDocument: async (world) => ({
    params: { alertId: await anAnsweredAlert(world) },
    body: { kind: 'answer_form' },
  }),
  downloadDocument: async (world) => {
    const alertId = await anAnsweredAlert(world);
    const made = await world.handler.call(routes.makeDocument, { params: { alertId }, body: { kind: 'answer_form' } });
    return { params: { documentId: made.body.id, format: 'docx' } };
  },
  listMatterDocuments: async (world) => ({ params: await approvedInspection(world) }),
  makeMatterDocument: async (world) => ({
    params: await approvedInspection(world),
    body: { kind: 'inspection_notice', inputs: { place: '和平区社保中心', materials: '台账' } },
  }),
  listInspectionNotices: nothing,
  listSummaryDocuments: nothing,
  makeSummaryDocument: () => ({ body: { year: 2026, half: 'first' } }),
  listDocumentTemplates: nothing,
  downloadDocumentTemplate: () => ({ params: { kind: 'alert_letter', version: '0' } }),
  uploadDocumentTemplate: async () => ({
    params: { kind: 'closure_slip' },
    file: { name: '销号单.docx', bytes: await readDeliveredTemplate('closure_slip') },
  }),
  restoreDocumentTemplate: () => ({
    params: { kind: 'annual_summary' },
    body: { version: 0, reason: '恢复出厂模板' },
  }),

  ...exportRequests,

  getOverview: () => ({ query: { period: '202609' } }),
  getReport: () => ({ query: { kind: 'month', from: '202609' } }),
  exportReport: () => ({ query: { kind: 'year', from: '202601' } }),
};
