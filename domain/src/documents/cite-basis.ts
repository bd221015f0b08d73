import type { LegalBasis } from '../alert/index.js';
import type { PlainDay } from '../calendar/index.js';
import type { IndicatorBasis } from '../evaluate/index.js';
import { chineseNumeral, documentDay } from './document-number.js';

/** One line of a document's legal basis. */
export interface CitedBasis {
  /** `《天津市社会保险基金网络监督实施办法》第十二条`. */
  article: string;
  /** In short what it says; empty where only the article is known. */
  gist: string;
  /** Since when and until when, and what that means for the reader. */
  validity: string;
}

/** The regulations behind the short names of the transitions table. */
const texts: Readonly<Record<string, string>> = {
  津: '天津市社会保险基金网络监督实施办法',
  豫: '城乡居民养老保险经办机构内部控制实施细则',
  经: '社会保险经办条例',
  民法典: '中华人民共和国民法典',
};

/** A basis of the transitions table in full. @throws RangeError on an article of a text that is not listed here */
export function citeLegalBasis(basis: LegalBasis, on: PlainDay): CitedBasis {
  const parts = /^(\D+?)(\d+)(?:\((.+)\))?$/.exec(basis.article);
  const title = parts && texts[parts[1]!];
  if (!parts || !title) throw new RangeError(`no text for ${basis.article}`);
  const item = parts[3] ? `第（${parts[3]}）项` : '';
  return {
    article: `《${title}》第${chineseNumeral(Number(parts[2]))}条${item}`,
    gist: basis.gist,
    validity: validityOf(basis.from, basis.to, on),
  };
}

/** A basis of an indicator: its title names the article already. */
export function citeIndicatorBasis(basis: IndicatorBasis, on: PlainDay): CitedBasis {
  const [, title, rest] = /^(.+?)(第[零一二三四五六七八九十百]+条.*)$/.exec(basis.title) ?? [null, basis.title, ''];
  const place = basis.level === 'local' && basis.place ? `（${basis.place}地方文件）` : '';
  // The number of the text stands behind its title, not in it.
  const [, name, number] = /^(.+?)(（[^（）]*号）)$/.exec(title!) ?? [null, title, ''];
  return {
    article: `《${name}》${number}${rest}${place}`,
    gist: '',
    validity: validityOf(basis.validFrom, basis.validTo, on),
  };
}

/** A text that lapsed is never cited as one in force: it stays as the procedure that the office follows. */
function validityOf(from: string | null, to: string | null, on: PlainDay): string {
  if (from === null) return '施行日期原文未载，仅作程序参照';
  const [since, until] = [documentDay(from), to && documentDay(to)];
  if (to === null) return `自${since}施行`;
  return to <= on ? `自${since}施行，${until}废止，仅作程序参照` : `自${since}施行，有效期至${until}`;
}
