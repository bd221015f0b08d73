import { exchangeTables } from '@fundwatch/domain/collect';
import type { RuleReason } from '@fundwatch/domain/evaluate';
import { describeReason } from './describe-scope.js';

type Text = { zh: string; en: string };
type Lack = { table: string; field: string };

const tableTitle = (name: string) => exchangeTables.find((table) => table.name === name)?.title ?? name;
const fieldTitle = (name: string) =>
  exchangeTables.flatMap(({ fields }) => fields).find((field) => field.name === name)?.title ?? name;

const texts: Record<RuleReason, (details: Record<string, unknown>) => Text> = {
  dataset_missing: describeReasons,
  table_missing: describeReasons,
  field_missing: ({ field }) => ({
    zh: `所有记录都缺少判定所需的数据项：${fieldTitle(String(field))}（${String(field)}）`,
    en: `Every record lacks the field that decides: ${String(field)}`,
  }),
  standard_lacks: ({ lacks }) => {
    const fields = (lacks as Lack[]).map(({ table, field }) => `${table}.${field}`);
    const names = (lacks as Lack[]).map(({ table, field }) => `${tableTitle(table)}（${table}.${field}）`);
    return {
      zh: `交换标准没有所需的数据项：${names.join('、')}`,
      en: `The exchange standard lacks ${fields.join(', ')}`,
    };
  },
  rule_failed: () => ({
    zh: '规则运行出错，本次没有核对；其他规则不受影响，下次核对会再试',
    en: 'The rule failed to run and says nothing here; the others are not affected, and the next check tries again',
  }),
};

/** Why a rule says nothing of an agency and line. */
export function describeRuleReason(code: RuleReason, details: Record<string, unknown>): Text & { code: RuleReason } {
  return { code, ...texts[code](details) };
}

function describeReasons({ reasons }: Record<string, unknown>): Text {
  const all = (reasons as Parameters<typeof describeReason>[0][]).map(describeReason);
  return { zh: all.map(({ zh }) => zh).join('；'), en: all.map(({ en }) => en).join('; ') };
}
