import type { Hand } from './tuning-story.js';

/** What is entered of a fact: it says when and what, and where it comes from. */
interface FactText {
  item: number;
  period: string;
  facts: string;
  source: string;
}

/** An entry of the register of accountability (履责登记), with the paper that it rests on, and a correction where there is one. */
export interface RegisterStory extends FactText {
  agency: string;
  entered: Hand;
  file: { fileName: string; text: string };
  corrected?: Hand & FactText & { reason: string };
}

export const registerStories: readonly RegisterStory[] = [
  {
    agency: '120112',
    item: 7,
    period: '202609',
    facts: '津南区社保中心报告：办公地点搬迁时遗失人员数字证书（电子密钥）一枚，9 月 8 日发现，9 月 9 日申请注销。',
    source: '津南社保〔2026〕41号',
    entered: { at: '2026-09-10T10:20:00+08:00', by: 'zhangmin' },
    file: { fileName: '遗失报告.txt', text: '关于人员数字证书遗失并申请注销的报告。' },
    corrected: {
      at: '2026-09-11T09:15:00+08:00',
      by: 'chenwei',
      reason: '经与该中心核对，申请注销的日期为 9 月 8 日。',
      item: 7,
      period: '202609',
      facts: '津南区社保中心报告：办公地点搬迁时遗失人员数字证书（电子密钥）一枚，9 月 8 日发现，当日申请注销。',
      source: '津南社保〔2026〕41号，9 月 11 日电话核对记录',
    },
  },
  {
    agency: '120118',
    item: 6,
    period: '202608',
    facts:
      '静海区社保中心自查报告：8 月 19 日一名工作人员用互联网邮箱向合作银行发送过一份对账清单，含 12 名待遇领取人员姓名，次日已要求对方删除。',
    source: '静海社保〔2026〕29号',
    entered: { at: '2026-08-26T15:40:00+08:00', by: 'chenwei' },
    file: { fileName: '自查报告.txt', text: '关于对账清单外发情况的自查报告。' },
  },
];
