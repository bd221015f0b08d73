import { silenceCodes, type SilenceCode } from '@fundwatch/domain/api';
import { datasets, exchangeTables, lines } from '@fundwatch/domain/collect';
import type { NotEvaluatedReason } from '@fundwatch/domain/evaluate';
import type { NotEvaluatedRecord } from '@fundwatch/storage';

export interface ScopeReason {
  code: string;
  zh: string;
  en: string;
}

const nameOf = (list: readonly { code: string; zh: string; en: string }[], code: string, language: 'zh' | 'en') =>
  list.find((one) => one.code === code)?.[language] ?? code;

const missing = (reason: Extract<NotEvaluatedReason, { code: 'DATASET_MISSING' }>, language: 'zh' | 'en') =>
  reason.datasets
    .map(
      ({ agency, line, dataset }) =>
        `${agency} ${nameOf(lines, line, language)} ${nameOf(datasets, dataset, language)}`,
    )
    .join(language === 'zh' ? '、' : ', ');

const titles = (tables: readonly string[]) =>
  tables.map((table) => exchangeTables.find(({ name }) => name === table)?.title ?? table).join('、');

/** Why an indicator says nothing, or not everything, about an agency and line. */
export function describeScope(
  row: Pick<NotEvaluatedRecord, 'state' | 'reason' | 'reasonDetails' | 'records'>,
): ScopeReason {
  if (row.state === 'cannot_decide')
    return {
      code: 'CANNOT_DECIDE',
      zh: `${row.records} 条记录缺少判定所需的数据项`,
      en: `${row.records} records lack a field that decides`,
    };
  if (row.state === 'partial') {
    const { present, of } = row.reasonDetails as { present?: number; of?: number };
    return {
      code: 'PARTIAL',
      zh: `仅依据 ${of ?? '?'} 家中 ${present ?? '?'} 家的数据`,
      en: `On the data of ${present ?? '?'} of ${of ?? '?'} only`,
    };
  }
  if (row.reason === 'INDICATOR_FAILED')
    return {
      code: row.reason,
      zh: '指标运行出错，本次未能评估；其他指标不受影响',
      en: 'The indicator failed to run and says nothing here; the others are not affected',
    };
  const reasons = (row.reasonDetails['reasons'] as NotEvaluatedReason[] | undefined) ?? [];
  const texts = reasons.map(describeReason);
  return {
    code: reasons[0]?.code ?? 'NOT_EVALUATED',
    zh: texts.map(({ zh }) => zh).join(';') || '未能评估',
    en: texts.map(({ en }) => en).join('; ') || 'Not evaluated',
  };
}

const silences: Record<SilenceCode, { zh: string; en: string }> = {
  DATASET_MISSING: { zh: '缺少已接收的数据', en: 'No accepted data' },
  NO_EXPECTED_LIST: { zh: '没有应报清单', en: 'No list of expected submissions' },
  TABLE_MISSING: { zh: '数据包不含所需的表', en: 'A table that the package lacks' },
  RULES_NOT_CHECKED: { zh: '钩稽核对尚未完成', en: 'Rules still being checked' },
  INDICATOR_FAILED: { zh: '指标运行出错', en: 'The indicator failed' },
  NOT_EVALUATED: { zh: '未能评估', en: 'Not evaluated' },
  PARTIAL: { zh: '仅依据部分单位的数据', en: 'On the data of some only' },
  CANNOT_DECIDE: { zh: '有记录缺少判定所需的数据项', en: 'Records lack a field that decides' },
};

/** A reason without the details of one scope, as the counts name it; one that nobody knows is simply not evaluated. */
export function nameSilence(code: string): { code: SilenceCode; zh: string; en: string } {
  const known = silenceCodes.find((one) => one === code) ?? 'NOT_EVALUATED';
  return { code: known, ...silences[known] };
}

/** One reason in a sentence. */
export function describeReason(reason: NotEvaluatedReason): { zh: string; en: string } {
  switch (reason.code) {
    case 'NO_EXPECTED_LIST':
      return {
        zh: '没有应报清单，此前也没有收到过数据',
        en: 'No list of expected submissions, and nothing came before',
      };
    case 'DATASET_MISSING':
      return { zh: `缺少已接收的数据:${missing(reason, 'zh')}`, en: `No accepted data: ${missing(reason, 'en')}` };
    case 'RULES_NOT_CHECKED':
      return {
        zh: '本机构当期数据的钩稽核对尚未完成',
        en: 'The rules of this agency’s data of the month are still being checked',
      };
    case 'TABLE_MISSING':
      return {
        zh: `数据包按约定不含下列表，此前也没有：${titles(reason.tables)}`,
        en: `Tables that the package lawfully lacks and no earlier one has: ${reason.tables.join(', ')}`,
      };
  }
}
