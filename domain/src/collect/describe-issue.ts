import type { z } from 'zod';

/** What is wrong with a field of a description, in both languages. */
export interface FieldProblem {
  problem: string;
  problemZh: string;
}

const kinds: Record<string, FieldProblem> = {
  string: { problem: 'expected a text', problemZh: '应为文本' },
  number: { problem: 'expected a whole number', problemZh: '应为整数' },
  int: { problem: 'expected a whole number', problemZh: '应为整数' },
  array: { problem: 'expected a list', problemZh: '应为列表' },
  object: { problem: 'expected an object', problemZh: '应为对象' },
  record: { problem: 'expected an object', problemZh: '应为对象' },
};

/** What fields with a form of their own must look like, by their name. */
const forms: Record<string, FieldProblem> = {
  hash: { problem: 'expected sha256: and 64 hex digits', problemZh: '应为 sha256: 加 64 位十六进制数字' },
  sentBy: { problem: 'holds control characters', problemZh: '含有控制字符' },
  sentAt: {
    problem: 'expected an instant with offset, such as 2026-11-09T10:21:00+08:00',
    problemZh: '应为带时区偏移的时间，如 2026-11-09T10:21:00+08:00',
  },
};

const other: FieldProblem = { problem: 'not as the exchange standard says', problemZh: '不符合数据标准' };

/** Says an issue that zod found in `document` in our own words; zod's are English only and speak of its types. */
export function describeIssue(issue: z.core.$ZodIssue, document: unknown): FieldProblem {
  if (valueAt(document, issue.path) === undefined) return { problem: 'missing', problemZh: '缺少' };
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? other;
    case 'too_small':
      if (issue.origin === 'string') return { problem: 'empty', problemZh: '为空' };
      return { problem: `less than ${issue.minimum}`, problemZh: `小于 ${issue.minimum}` };
    case 'too_big':
      if (issue.origin === 'string') {
        return { problem: `longer than ${issue.maximum} characters`, problemZh: `超过 ${issue.maximum} 个字符` };
      }
      return { problem: `more than ${issue.maximum}`, problemZh: `大于 ${issue.maximum}` };
    default:
      return forms[String(issue.path.at(-1))] ?? other;
  }
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}
