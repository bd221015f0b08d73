import type { Severity } from '../alert/index.js';
import type { InspectionKind } from '../inspection/index.js';
import type { MajorMatterTier, Suspicion } from '../major-matter/index.js';

/** 险种 as papers name them. */
export const lineTitles: Readonly<Record<string, string>> = {
  '000': '不分险种',
  '110': '企业职工基本养老保险',
  '120': '机关事业单位基本养老保险',
  '170': '城乡居民基本养老保险',
  '210': '失业保险',
  '310': '医疗保险',
  '410': '工伤保险',
  '510': '生育保险',
};

export const severityTitles: Readonly<Record<Severity, string>> = {
  critical: '特',
  high: '高',
  medium: '中',
  low: '低',
};

/** Groups of indicators as summaries list them. */
export const groupTitles: Readonly<Record<string, string>> = {
  DQ: '数据质量',
  CB: '参保缴费',
  DY: '待遇支付',
  CW: '基金财务',
  NK: '内部控制',
  YX: '运行监测',
};

export const inspectionTitles: Readonly<Record<InspectionKind, string>> = { on_site: '现场监督', special: '专项检查' };

export const suspicionTitles: Readonly<Record<Suspicion, string>> = {
  embezzlement: '贪污挪用',
  fraud: '欺诈骗取',
  other_loss: '其他损失',
};

/** The upper tier follows from the end of the ordinary one; no text that could be read names it. */
export const tierTitles: Readonly<Record<MajorMatterTier, string>> = {
  ordinary: '普通要情',
  higher: '更高级别（由普通要情上限推定）',
};

/** `8412.00` as `8,412.00元`; nothing as a dash. */
export function yuan(amount: string | null): string {
  if (amount === null || amount === '') return '—';
  const [whole = '', fraction = ''] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0').slice(0, 2)}元`;
}

/** Lines of a text as paragraphs of a paper; at least one. */
export function paragraphsOf(text: string): { 内容: string }[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (lines.length === 0 ? ['无'] : lines).map((line) => ({ 内容: line }));
}

/** What somebody typed as a part of a sentence, without the mark that ended it: the sentence brings its own. */
export function inSentence(text: string): string {
  return text.trim().replace(/[\s。．.；;，,、：:！!]+$/u, '');
}
