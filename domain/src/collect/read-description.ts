import { z } from 'zod';
import { checkError, type CheckError } from './check-codes.js';
import { describeIssue, type FieldProblem } from './describe-issue.js';
import { datasets, lines, type Dataset, type Line } from './exchange-standard.js';

/** agency × line × dataset × period, in a version: what one submission is. */
export interface SubmissionIdentity {
  agency: string;
  line: Line;
  dataset: Dataset;
  /** YYYYMM. */
  period: string;
  /** From 1. */
  version: number;
}

/** One table of a submission as its sender describes it. */
export interface StatedResource {
  name: string;
  rows: number;
  controlTotals: Record<string, unknown>;
  /** Files only. */
  path?: string;
  encoding?: string;
  /** Lower-case hex, without the prefix `sha256:`; files only. */
  sha256?: string;
}

/** datapackage.json, or a row of `exchange.submission`, once it is understood. */
export interface SubmissionDescription {
  identity: SubmissionIdentity;
  sentBy: string;
  /** Instant with offset, as sent. */
  sentAt: string;
  resources: StatedResource[];
}

const identityFields = {
  agency: {
    shape: z.string().regex(/^[0-9A-Za-z]{1,20}$/),
    zh: '经办机构代码（1–20 位数字或字母）',
    en: 'an agency code of 1 to 20 digits or letters',
  },
  line: {
    shape: z.enum(lines.map((line) => line.code)),
    zh: `险种代码 ${lines.map((line) => line.code).join('、')}`,
    en: `a line, one of ${lines.map((line) => line.code).join(', ')}`,
  },
  dataset: {
    shape: z.enum(datasets.map((dataset) => dataset.code)),
    zh: `数据集 ${datasets.map((dataset) => dataset.code).join('、')}`,
    en: `a dataset, one of ${datasets.map((dataset) => dataset.code).join(', ')}`,
  },
  period: { shape: z.string().regex(/^[1-9]\d{3}(0[1-9]|1[0-2])$/), zh: '所属期 YYYYMM', en: 'a period YYYYMM' },
  version: { shape: z.int().min(1).max(2_147_483_647), zh: '从 1 起的整数', en: 'an integer from 1' },
} as const;

const resourceShape = z.object({
  name: z.string().min(1).max(200),
  rows: z.int().min(0),
  controlTotals: z.record(z.string(), z.unknown()),
});

const fileResourceShape = resourceShape.extend({
  path: z.string().min(1).max(1000),
  encoding: z.string().max(100).default('utf-8'),
  hash: z.string().regex(/^sha256:[0-9a-fA-F]{64}$/),
});

const senderShape = {
  sentBy: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .regex(/^[^\p{Control}\p{Surrogate}]*$/u),
  sentAt: z.iso.datetime({ offset: true }),
};

export interface ReadDescription {
  /** The fields that could be understood, also of a refused package; null unless all five are valid. */
  identity: SubmissionIdentity | null;
  description: SubmissionDescription | null;
  errors: CheckError[];
}

export interface ReadOptions {
  /** Whether resources are files (path, hash, encoding) or tables of an exchange database. */
  kind: 'package' | 'exchange';
  /** Lines that this installation supervises; by default the standard's. */
  enabledLines?: readonly string[];
}

/** Far above the tables of any dataset, and the levels of any description. */
const mostResources = 1000;
const deepest = 20;

const enabledByDefault = lines.filter((line) => line.enabledByDefault).map((line) => line.code);

/** Checks the identity, sender and resource list of a submission; every fault is an error, nothing is guessed. */
export function readDescription(document: unknown, options: ReadOptions): ReadDescription {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    const errors = [invalid({ problem: 'not a JSON object', problemZh: '不是 JSON 对象' })];
    return { identity: null, description: null, errors };
  }
  if (isDeeperThan(document, deepest)) {
    const problem = { problem: `nested more than ${deepest} levels`, problemZh: `嵌套超过 ${deepest} 层` };
    return { identity: null, description: null, errors: [invalid(problem)] };
  }
  const fields = document as Record<string, unknown>;
  const { identity, errors } = readIdentity(fields);
  if (identity) errors.push(...checkLine(identity, options.enabledLines ?? enabledByDefault));

  // Told before a million entries are looked at one by one.
  if (Array.isArray(fields.resources) && fields.resources.length > mostResources) {
    const problem = { problem: `more than ${mostResources} entries`, problemZh: `超过 ${mostResources} 项` };
    errors.push(invalid(problem, 'resources'));
    return { identity, description: null, errors };
  }
  const resources = z.array(options.kind === 'package' ? fileResourceShape : resourceShape);
  const rest = z.object({ ...senderShape, resources }).safeParse(fields);
  if (!rest.success) {
    for (const issue of rest.error.issues.slice(0, 100)) {
      errors.push(invalid(describeIssue(issue, fields), issue.path.join('.')));
    }
  }
  if (!identity || !rest.success || errors.length > 0) return { identity, description: null, errors };
  const stated = rest.data.resources.map((resource): StatedResource => {
    const { name, rows, controlTotals } = resource;
    if (!('hash' in resource)) return { name, rows, controlTotals };
    const file = resource as z.infer<typeof fileResourceShape>;
    return {
      name,
      rows,
      controlTotals,
      path: file.path,
      encoding: file.encoding,
      sha256: file.hash.slice('sha256:'.length).toLowerCase(),
    };
  });
  const { sentBy, sentAt } = rest.data;
  return { identity, description: { identity, sentBy, sentAt, resources: stated }, errors };
}

function invalid({ problem, problemZh }: FieldProblem, field?: string): CheckError {
  const details = field
    ? { problem: `${field}: ${problem}`, problemZh: `${field} ${problemZh}` }
    : { problem, problemZh };
  return checkError('datapackage_invalid', {}, details);
}

/** Whether objects and lists lie in each other more than `levels` deep, without recursion of its own. */
function isDeeperThan(document: object, levels: number): boolean {
  let level: object[] = [document];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((value) => Object.values(value).filter((one) => typeof one === 'object' && one !== null));
  }
  return false;
}

function readIdentity(fields: Record<string, unknown>): { identity: SubmissionIdentity | null; errors: CheckError[] } {
  const errors: CheckError[] = [];
  for (const [name, field] of Object.entries(identityFields)) {
    if (field.shape.safeParse(fields[name]).success) continue;
    const sent = fields[name];
    const value = sent === undefined ? null : typeof sent === 'object' ? JSON.stringify(sent) : String(sent);
    errors.push(checkError('identity_invalid', { column: name, value }, { expected: field.en, expectedZh: field.zh }));
  }
  if (errors.length > 0) return { identity: null, errors };
  const { agency, line, dataset, period, version } = fields as unknown as SubmissionIdentity;
  return { identity: { agency, line, dataset, period, version }, errors };
}

function checkLine(identity: SubmissionIdentity, enabled: readonly string[]): CheckError[] {
  const perLine = datasets.find((dataset) => dataset.code === identity.dataset)!.perLine;
  if (perLine === (identity.line === '000')) {
    return [
      checkError(
        'line_not_for_dataset',
        { column: 'line', value: identity.line },
        {
          dataset: identity.dataset,
          expected: perLine ? 'an insurance line' : '000',
          expectedZh: perLine ? '具体险种' : ' 000',
        },
      ),
    ];
  }
  if (perLine && !enabled.includes(identity.line)) {
    return [checkError('line_not_enabled', { column: 'line', value: identity.line }, { line: identity.line })];
  }
  return [];
}
