import { factsZh as of, text, type ErrorTexts } from './error-facts.js';

/** Why an address of notices is not kept. */
const webhookTexts: Readonly<Record<string, { what: string; next: string }>> = {
  address: { what: '回调地址不是完整的网址，或带有用户名、密码、井号。', next: '请填写 https:// 开头的完整网址。' },
  https: {
    what: '回调地址必须使用 https。',
    next: '请改用 https；内网的 http 地址须先由运维写入 WEBHOOK_ALLOW_ORIGINS。',
  },
  private: {
    what: '回调地址指向本机或内网，未经允许不能调用。',
    next: '确需调用的，请运维把它写入 WEBHOOK_ALLOW_ORIGINS 后重启。',
  },
  name_taken: { what: '这个名称已有回调地址使用。', next: '请换一个名称。' },
  too_many: { what: '回调地址已达 20 个的上限。', next: '请停用并改用已有的地址。' },
  changed: { what: '这个回调地址刚被他人修改。', next: '请重新打开，核对后再改。' },
  off: { what: '回调地址已停用，不能发送。', next: '请先启用。' },
};

/** Chinese text of every error code: what happened, and what to do now. */
export const errorTextsZh: ErrorTexts = {
  REQUEST_INVALID: (d) => ({
    what: `填写的内容不符合要求${of(d, 'problems')}。`,
    next: '请按提示修改后再提交。',
  }),
  NOT_FOUND: text('没有找到这条记录，或它不在您的查看范围内。', '请核对编号，或从列表重新打开。'),
  NOT_SIGNED_IN: text('您还没有登录。', '请登录后继续。'),
  SESSION_EXPIRED: text('登录已过期。', '请重新登录，已填写的内容会保留。'),
  NOT_ALLOWED: text('您的角色不能做这项操作。', '如工作需要，请联系系统管理员调整角色。'),
  ORIGIN_REFUSED: text('这次提交不是从本系统页面发出的，已被拒绝。', '请从本系统的地址重新打开页面再试。'),
  SIGN_IN_FAILED: text('用户名或密码不正确，或账号已停用。', '请核对后重试；忘记密码请联系系统管理员。'),
  SIGN_IN_THROTTLED: (d) => ({
    what: '连续登录失败次数过多，已暂停登录。',
    next: d['retryAfterSeconds'] ? `请在 ${String(d['retryAfterSeconds'])} 秒后再试。` : '请几分钟后再试。',
  }),
  NO_REQUEST_CONTEXT: text(
    '系统没能确认这次请求的身份范围，未返回任何数据。',
    '请重试；若再次出现，请把请求号告诉系统管理员。',
  ),
  USER_NAME_TAKEN: (d) => ({ what: `用户名已被使用${of(d, 'userName')}。`, next: '请换一个用户名。' }),
  STAFF_NO_TAKEN: (d) => ({
    what: `这个职工号已登记在本机构的另一个账号上${of(d, 'staffNo')}。`,
    next: '请核对职工号。',
  }),
  USER_ROLES_INCOMPATIBLE: (d) => ({
    what: `所选角色不能由同一账号担任${of(d, 'roles')}。`,
    next: '请去掉其中一个角色，或为另一岗位另设账号。',
  }),
  ORGANISATION_UNKNOWN: (d) => ({
    what: `没有这个机构${of(d, 'organisation', 'code')}。`,
    next: '请从机构列表中选择。',
  }),
  PASSWORD_TOO_SHORT: (d) => ({
    what: '密码太短。',
    next: d['shortest'] ? `请至少填写 ${String(d['shortest'])} 个字符。` : '请换一个更长的密码。',
  }),
  DEMONSTRATION_ONLY: text('这项功能只在演示环境提供。', '正式环境请用自己的账号登录。'),
  CALENDAR_YEAR_MISSING: (d) => ({
    what: `缺少该年度的工作日历${of(d, 'year')}，期限暂不能算出。`,
    next: '操作不受影响；请系统管理员导入该年度日历，期限会自动补上。',
  }),
  CALENDAR_FILE_INVALID: text('日历文件有误，整份没有导入。', '请按列出的位置逐项改正后重新选择文件。'),
  SUBMISSION_TERM_TOO_EARLY: (d) => ({
    what: `该所属期的报送截止日已不能更改${of(d, 'period')}。`,
    next: `请选择 ${String(d['earliest'] ?? '')} 或以后的所属期。`,
  }),
  PERIOD_INVALID: (d) => ({ what: `所属期不正确${of(d, 'period')}。`, next: '请选择 YYYY-MM 形式的月份。' }),
  EXCHANGE_SOURCE_UNKNOWN: (d) => ({
    what: `没有这个交换库${of(d, 'name', 'source')}。`,
    next: '请从列表中选择，或联系系统管理员配置。',
  }),
  EXCHANGE_SOURCE_UNREACHABLE: (d) => ({
    what: `连不上交换库${of(d, 'name', 'source')}。`,
    next: '系统会自动再试，其他交换库不受影响；若长时间不恢复，请联系信息管理机构。',
  }),
  EXCHANGE_SOURCE_INVALID: (d) => ({
    what: `交换库的结构与标准对不上${of(d, 'problem')}。`,
    next: '请在该交换库的对照页补充表名、列名，或请信息管理机构调整。',
  }),
  SOURCE_MAPPING_INVALID: (d) => ({
    what: `对照内容有误${of(d, 'problems')}。`,
    next: '请按提示修改后再保存。',
  }),
  SOURCE_MAPPING_CHANGED: text('您打开之后，别人已保存了新的对照，您的修改没有保存。', '请刷新看过新的对照后再改。'),
  EXPECTED_LIST_INVALID: (d) => ({ what: `应报清单的内容有误${of(d, 'reason')}。`, next: '请按格式改正后重新导入。' }),
  PACKAGE_UNREADABLE: (d) => ({
    what: `数据包无法读取${of(d, 'fileName', 'reason')}。`,
    next: '请确认是按交换标准生成的 zip 文件，重新导出后再上传。',
  }),
  UPLOAD_TOO_LARGE: (d) => ({
    what: `文件超过允许的大小${of(d, 'limit')}。`,
    next: '请分包，或联系系统管理员改用交换库上报。',
  }),
  READING_BUSY: text('正在读取的明细太多，暂时轮不到这一次。', '请稍候再试。'),
  READING_TOO_LONG: text('读取这张表用时过长，已停止。', '请用编号缩小范围后再试；下载大表可稍后再试。'),
  READING_FAILED: text('读取这张表时中断了，数据没有受影响。', '请再试一次；再次出现请把请求编号告诉系统管理员。'),
  UPLOAD_TOO_MANY: (d) => ({
    what: `没有传完的上传太多${of(d, 'most')}。`,
    next: '请先续传或取消已有的上传，再开始新的。',
  }),
  SUBMISSION_REFUSED: text('这次报送未通过校验，整份未入库。', '请按错误清单改正后，以更高的版本号重新报送。'),
  EVALUATION_RUNNING: (d) => ({
    what: `该所属期正在评估中${of(d, 'period')}。`,
    next: '请等它结束；新到的数据会在之后自动再评估。',
  }),
  EVALUATION_TOO_MANY_HITS: (d) => ({
    what: `命中数超过上限，评估已停止${of(d, 'indicator', 'hits')}。`,
    next: '请先核对该指标的参数和数据，再重新评估。',
  }),
  MONTH_ALREADY_CLOSED: (d) => ({
    what: `该所属期已经关账${of(d, 'period')}。`,
    next: '之后到达的数据会另作重述，不改已关账的结果。',
  }),
  MONTH_CLOSE_PROPOSED: (d) => ({
    what: `该所属期已有待审批的关账提请${of(d, 'period')}。`,
    next: '请由另一人审批，或先撤回原提请。',
  }),
  MONTH_CLOSE_SETTLED: text('这次关账提请已经办结，您的操作没有执行。', '请刷新页面查看结果。'),
  MONTH_NOT_LOCKED: (d) => ({
    what: `还没有到数据锁定日，不能关账${of(d, 'period', 'lockOn')}。`,
    next: '请在锁定日及以后提请。',
  }),
  MONTH_NOT_EVALUATED: (d) => ({
    what: `该所属期还有没评估完的数据或指标，不能关账${of(d, 'period')}。`,
    next: '请先评估该所属期，全部完成后再提请。',
  }),
  MONTH_CHANGED: (d) => ({
    what: `提请之后又有数据变动，关账没有执行${of(d, 'period')}。`,
    next: '请退回这次提请，重新评估后再提请。',
  }),
  NEEDS_ANOTHER_PERSON: text('提请人不能审批自己的提请。', '请由另一位有权限的人员审批。'),
  INDICATOR_UNKNOWN: (d) => ({ what: `没有这个指标${of(d, 'code', 'indicator')}。`, next: '请从指标库中选择。' }),
  INDICATOR_INVALID: (d) => ({
    what: `指标定义有误${of(d, 'code', 'indicator')}。`,
    next: '请把请求号告诉系统管理员。',
  }),
  STATUTORY_TABLE_FIXED: text('这张标准表由法律规定，随产品提供，不能另行录入。', '本地区自行公布的标准才需要录入。'),
  STATUTORY_TABLE_INVALID: text('标准表文件有误，没有录入任何内容。', '请按提示的行、列修改后重新录入。'),
  WHITELIST_DOCUMENT_REQUIRED: text('白名单必须写明依据文号。', '请填写能够查到的文件名称和文号。'),
  WHITELIST_ENTRY_EXISTS: text(
    '这个对象在所选月份已有白名单，或正在等待批准。',
    '请先查看已有的一条；要延长的，等它到期或提前终止后再提出。',
  ),
  WHITELIST_ENTRY_SETTLED: text('这条白名单已经办结，您的操作没有执行。', '请刷新页面查看结果。'),
  WHITELIST_MONTHS_INVALID: (d) => ({
    what: `白名单的起止月份不成立：须先后有序、不超过 ${String(d.months ?? 12)} 个月，且不能全部已过。`,
    next: '请重新选择起止月份；到期后可以再次提出。',
  }),
  INDICATOR_VERSION_INVALID: (d) => ({
    what: `这次指标调整有不能成立的内容${of(d, 'indicator')}。`,
    next: '请按表单中的提示修改后再提交；没有任何变化的调整不必提出。',
  }),
  INDICATOR_VERSION_PROPOSED: (d) => ({
    what: `这个指标已有一项待批的调整${of(d, 'indicator', 'version')}。`,
    next: '请等它办结，或由提出人撤回后再提出。',
  }),
  INDICATOR_VERSION_SETTLED: text('这项调整已经办结，您的操作没有执行。', '请刷新页面查看结果。'),
  TEST_RUN_UNDER_WAY: text('这一版正在试算。', '请等它算完，或取消后再开始。'),
  INDICATOR_VERSION_STALE: (d) => ({
    what: `提出之后，现行版本已经变化${of(d, 'indicator')}，这项调整不能批准。`,
    next: '请驳回，并按现行版本重新提出。',
  }),
  INDICATOR_CODE_RESERVED: (d) => ({
    what: `本单位指标不能使用这个代码${of(d, 'indicator')}。`,
    next: '请用组别加 51 至 99 的数字，如 DY51。',
  }),
  INDICATOR_DRAFT_CHANGED: text(
    '您打开之后，这份草稿在别处保存过，这次没有保存。',
    '请先复制您的内容，再刷新页面合并。',
  ),
  INDICATOR_DRAFT_NOT_PASSED: text('这份草稿还没有通过检查，不能提交。', '请先检查，并让全部用例通过。'),
  FACT_STORE_INCOMPLETE: text('当前配置的数据引擎还不完整，不能评估。', '请系统管理员改回默认引擎。'),
  FACT_FILE_DAMAGED: (d) => ({
    what: `一个已入库的数据文件与登记的校验值不一致${of(d, 'file')}。`,
    next: '请勿继续使用该所属期的结果，并立即通知系统管理员。',
  }),
  ALERT_CHANGED: text('您打开之后，这条预警已被更新，您的操作没有执行。', '请看过变化后再操作；已填写的内容保留。'),
  ALERT_COMMAND_NOT_POSSIBLE: text(
    '按预警现在的状态，不能做这项操作。',
    '请刷新后按页面给出的操作继续；已填写的内容保留。',
  ),
  ALERT_HAS_NEW_HITS: text(
    '答复之后又有新的命中，暂不能办结。',
    '请退回让经办机构补充答复，或写明理由确认答复已涵盖。',
  ),
  ALERT_BRANCH_OPEN: text(
    '这条预警还有并行事项（协商、延期、核查、督办或追回计划）没有结束，暂不能这样处理。',
    '请先办结或撤销该事项。',
  ),
  ALERT_RECOVERY_OPEN: (d) => ({
    what: `已确认的金额还没有全部追回${of(d, 'remaining')}，暂不能办结。`,
    next: '请在追回台账登记确认和追回的金额，或先批准追回计划。',
  }),
  CLEANING_TASK_ENDED: text('这项数据清理任务已经结束。', '请刷新查看，无须再处理。'),
  BRANCH_INCOMPLETE: text('这一步还缺必填内容。', '请按标出的项目补齐后提交。'),
  EXTENSION_DAY_INVALID: (d) => ({
    what: `延期的日期不在允许的范围内${of(d, 'dueOn', 'mostDays')}。`,
    next: '请选择原期限之后、最多顺延天数以内的日期。',
  }),
  MATTER_CHANGED: text('您打开之后，这条记录已被更新，您的操作没有执行。', '请看过变化后再操作；已填写的内容保留。'),
  MATTER_STEP_NOT_POSSIBLE: text(
    '按这条记录现在的状态，或因内容不全，不能做这项操作。',
    '请刷新后按页面给出的操作继续。',
  ),
  ASSIGNEE_NOT_POSSIBLE: (d) => ({
    what:
      d['why'] === 'same'
        ? `预警已经由这位人员承办${of(d, 'name')}。`
        : d['why'] === 'disabled'
          ? `账号已停用，不能承办${of(d, 'name')}。`
          : `只能分派给本方办理预警的人员${of(d, 'name')}。`,
    next: '请另选一位人员。',
  }),
  STAND_IN_INVALID: (d) => ({
    what:
      {
        same_person: '不能由本人代本人的班。',
        days: '代班日期不对：止日不能早于起日，也不能已经过去。',
        twice: '这位人员在这些日子已有人代班。',
        absent_too: '这些日子里，代班人自己也不在岗，或不在岗的人正在代他人的班。',
      }[String(d['why'])] ?? '代班安排不对。',
    next: '请调整日期或人员。',
  }),
  ALERT_NOT_ALIKE: (d) => ({
    what: `与同批的预警${of(d, 'like')}不是同类，不能用同一理由或同一答复办理。`,
    next: '同类指同一指标；审核答复时还须同一问题类型。请另选一批，或单独办理。',
  }),
  STAFF_INVOLVED: (d) => ({
    what: `预警涉及该人员本人经办的业务，应当回避${of(d, 'name')}。`,
    next: '请由没有经手的同事签收、核查和答复。',
  }),
  CASE_ALERT_TAKEN: (d) => ({
    what: `有预警已在另一个案件中${of(d, 'alerts')}。`,
    next: '请先从那个案件拆出，再并入。',
  }),
  CASE_ALERTS_OPEN: (d) => ({
    what: `案件里还有没办结的预警${of(d, 'alerts')}。`,
    next: '请全部办结后再结案。',
  }),
  INSPECTION_NOTICE_SHORT: (d) => ({
    what: `离检查首日不足规定的工作日，最迟应在 ${String(d['noticeBy'])} 发出通知书。`,
    next: '请推迟检查日期；事先通知会影响效果的，报批后持通知书直接检查。',
  }),
  INSPECTION_TEAM_INCOMPLETE: text(
    '检查组至少两人，且每人都须声明与被检查对象没有利害关系。',
    '请补齐成员，或请成员作出声明。',
  ),
  INSPECTION_APPROVER_IN_TEAM: text(
    '检查组成员不能审批自己参加的检查。',
    '请由检查组以外的负责人审批，或先修改方案，调整检查组。',
  ),
  MAJOR_MATTER_BELOW_THRESHOLD: text(
    '案件的可能损失没有达到要情标准，也没有被立案审查调查侦查。',
    '请先在案件中认定金额或登记立案情况。',
  ),
  REASON_REQUIRED: text('这项操作需要写明理由。', '请填写至少两个字的理由。'),
  ANSWER_INCOMPLETE: text('答复还缺必填内容。', '请按标出的项目补齐后提交。'),
  PROBLEM_TYPE_NOT_OFFERED: text('这条预警不能选这个问题类型。', '请从列出的问题类型中选择。'),
  DOCUMENT_NOT_POSSIBLE: text('按预警或并行事项现在的状态，还不能制作这份文书。', '请刷新后从页面列出的文书中选择。'),
  DOCUMENT_INCOMPLETE: text('文书还缺必填内容，或者日期不正确。', '请按标出的项目补齐后再制作。'),
  DOCUMENT_TEMPLATE_INVALID: (d) => ({
    what: `这份模板不能使用：${templateProblem(d)}${of({ names: [d['names'] ?? []].flat().join('、') || undefined }, 'names')}。`,
    next: '请在 Word 或 WPS 中改正后重新上传；现行模板没有变化。',
  }),
  EXPORT_TOO_LARGE: (d) => ({
    what: `符合条件的记录太多，不能一次导出${of(d, 'rows', 'most')}。`,
    next: '请增加筛选条件，分次导出。',
  }),
  ATTACHMENT_TOO_LARGE: (d) => ({
    what: `附件超过允许的大小${of(d, 'fileName', 'limit', 'most')}。`,
    next: '请压缩或拆分后再上传。',
  }),
  ATTACHMENT_TYPE_REFUSED: (d) => ({
    what: `不接受这种类型的附件${of(d, 'fileName')}。`,
    next: '请改用 PDF、图片、Word、Excel 或文本文件。',
  }),
  ATTACHMENT_INFECTED: (d) => ({
    what: `附件查出病毒，未保存${of(d, 'fileName', 'found')}。`,
    next: '请在本机查杀病毒后，换用干净的文件。已填写的内容仍在。',
  }),
  VIRUS_SCANNER_UNAVAILABLE: text(
    '查毒服务暂时不可用，附件未保存。',
    '已填写的内容仍在，请稍后重试；长时间不恢复请联系系统管理员。',
  ),
  WEBHOOK_NOT_POSSIBLE: (d) =>
    webhookTexts[String(d['why'])] ?? { what: '回调地址不能这样设置。', next: '请检查后重试。' },
  CURSOR_INVALID: text('列表的翻页位置已失效。', '请从第一页重新查看。'),
  SCHEMA_NEWER_THAN_CODE: text('数据库版本比程序新，系统没有启动。', '请系统管理员升级程序。'),
  INTERNAL: text('系统内部出错，这次操作没有完成。', '请稍后重试；若再次出现，请把请求号告诉系统管理员。'),
  NETWORK_UNREACHABLE: text('连不上服务器。', '请检查网络后重试，已填写的内容会保留。'),
  REPLY_UNREADABLE: text('服务器的回复无法读取。', '请刷新页面后重试。'),
  CANCELLED: text('已取消。', '需要时可重新开始。'),
};

const templateProblems: Readonly<Record<string, string>> = {
  not_docx: '不是 Word 文档（.docx）',
  too_large: '文件太大',
  has_macros: '含有宏',
  has_embedded_objects: '含有嵌入对象',
  has_outside_links: '引用了外部文件',
  tag_broken: '标签没有写完整',
  tag_unknown: '标签不属于这种文书',
  tag_missing: '缺少必需的标签',
  not_in_pdf: '含有 PDF 不能呈现的内容',
};

function templateProblem(details: Readonly<Record<string, unknown>>): string {
  return templateProblems[String(details['problem'])] ?? String(details['problem'] ?? '');
}
