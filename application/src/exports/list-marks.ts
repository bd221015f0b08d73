import type { RequestContext } from '@fundwatch/domain/identity';
import { instantText } from './list-columns.js';
import type { Language, Text } from './list-words.js';
import type { SheetMarks } from './write-sheet.js';

interface Taken {
  title: Text;
  context: RequestContext;
  at: string;
  rows: number;
  about: Text | null;
  /** In words. */
  filters: Text;
}

/** What stands above a list: who took it and when, by which filters, and what is masked. */
export function listMarks(language: Language, { title, context, at, rows, about, filters }: Taken): SheetMarks {
  const { actor } = context;
  const by = actor.kind === 'user' ? `${actor.displayName}（${actor.userName}）` : actor.name;
  const time = instantText(at)!;
  return {
    title: about ? `${title[language]}　${about[language]}` : title[language],
    lines:
      language === 'zh'
        ? [
            `导出人：${by}　导出时间：${time}　共${rows}条`,
            `筛选条件：${filters.zh}`,
            '个人信息与页面一致，已脱敏。导出已记录，仅限工作使用，不得擅自提供、复制、公布。',
          ]
        : [
            `Exported by ${by} at ${time} (Asia/Shanghai), ${rows} rows`,
            `Filters: ${filters.en}`,
            'Personal data is masked as on the page. This export is logged; for official use only.',
          ],
  };
}
