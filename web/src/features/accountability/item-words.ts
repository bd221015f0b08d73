import { accountabilityItems } from '@fundwatch/domain/accountability';
import { language, nameIn, t } from '../../platform/i18n/i18n.js';

const numerals = '一二三四五六七八';

/** （一）数据上传. */
export function itemName(item: number): string {
  const found = accountabilityItems.find((one) => one.item === item)!;
  return t('accountability.item', {
    n: language() === 'zh' ? numerals[item - 1]! : String(item),
    name: nameIn(found.short),
  });
}
