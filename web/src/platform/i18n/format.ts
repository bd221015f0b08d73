import type { Language } from './i18n.js';

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;

/** A plain date with its weekday: `2026-10-30（周五）`. */
export function formatDay(day: string, language: Language): string {
  const [year, month, date] = day.split('-').map(Number);
  const weekday = weekdays[language][new Date(Date.UTC(year!, month! - 1, date!)).getUTCDay()]!;
  return language === 'zh' ? `${day}（${weekday}）` : `${day} (${weekday})`;
}

/** Month and day as people say it: `11月23日`, `23 Nov`. */
export function formatShortDay(day: string, language: Language): string {
  const [, month, date] = day.split('-').map(Number);
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return language === 'zh' ? `${month}月${date}日` : `${date} ${months[month! - 1]}`;
}

const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** An instant in Asia/Shanghai: `2026-10-30 09:05`. */
export function formatInstant(instant: string): string {
  return shanghai.format(new Date(instant));
}

/** The date of an instant in Asia/Shanghai. */
export function dayOfInstant(instant: string): string {
  return formatInstant(instant).slice(0, 10);
}

/** A period `202609` as `2026-09`. */
export function formatPeriod(period: string): string {
  return `${period.slice(0, 4)}-${period.slice(4)}`;
}

/** Whole numbers with thousands: `1,234`. */
export function formatCount(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** How many there are; of what is not counted to its end, at least: `10,000+`. */
export function formatTotal(count: number, isLeast: boolean): string {
  return isLeast ? `${formatCount(count)}+` : formatCount(count);
}

/** A decimal text with thousands and `digits` decimals (rounded half away from zero), never through a float. */
export function formatDecimal(text: string, digits: number): string {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const scaled = BigInt(whole + fraction.padEnd(digits + 1, '0').slice(0, digits + 1));
  const rounded = (scaled + 5n) / 10n;
  const plain = rounded.toString().padStart(digits + 1, '0');
  const wholePart = digits ? plain.slice(0, -digits) : plain;
  const grouped = wholePart.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = negative && rounded !== 0n ? '-' : '';
  return digits ? `${sign}${grouped}.${plain.slice(-digits)}` : sign + grouped;
}

/** A decimal text as people read it: thousands, and only the decimals that say something. */
export function formatPlainDecimal(text: string): string {
  const trimmed = text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
  return formatDecimal(trimmed, trimmed.split('.')[1]?.length ?? 0);
}

/** An amount in a record: `1,234,567.89 元`. */
export function formatAmount(yuan: string, language: Language): string {
  return `${formatDecimal(yuan, 2)} ${language === 'zh' ? '元' : 'yuan'}`;
}

/** An amount in a chart or a headline: `123.46 万元`, `1.23 亿元`; in English thousands and millions. */
export function formatShortAmount(yuan: string, language: Language): string {
  const digits = yuan.replace('-', '').split('.')[0]!.replace(/^0+/, '').length;
  const steps: readonly (readonly [number, string])[] =
    language === 'zh'
      ? [
          [8, '亿元'],
          [4, '万元'],
        ]
      : [
          [9, 'billion yuan'],
          [6, 'million yuan'],
          [3, 'thousand yuan'],
        ];
  const step = steps.find(([zeros]) => digits > zeros);
  return step ? `${formatDecimal(shiftDecimal(yuan, step[0]), 2)} ${step[1]}` : formatAmount(yuan, language);
}

/** A decimal text divided by ten to the power of `places`. */
function shiftDecimal(text: string, places: number): string {
  const negative = text.startsWith('-') ? '-' : '';
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const padded = whole.padStart(places + 1, '0');
  return `${negative}${padded.slice(0, -places)}.${padded.slice(-places)}${fraction}`;
}

/** A file's size: `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  let size = bytes;
  let unit = -1;
  do {
    size /= 1024;
    unit += 1;
  } while (size >= 1024 && unit < units.length - 1);
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}
