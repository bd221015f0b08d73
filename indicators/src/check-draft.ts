import { DomainError } from '@fundwatch/domain';
import { type DraftFile, type DraftProblem, type DraftTexts, isOfficeCode } from '@fundwatch/domain/evaluate';
import { LineCounter, parseDocument } from 'yaml';
import type { IndicatorCase } from './cases/case.schema.js';
import { checkCases } from './cases/check-cases.js';
import { parseCases } from './cases/load-cases.js';
import type { Indicator } from './indicator.js';
import type { LegalBases } from './legal-bases.js';
import { parseIndicator } from './read-indicator.js';
import { lintSql } from './sql/lint-sql.js';

/** A draft as far as its texts go: everything that is wrong with them, and what they define where nothing is. */
export interface CheckedDraft {
  problems: DraftProblem[];
  indicator: Indicator | null;
  cases: IndicatorCase[];
}

/** Most cases that a draft may bring: each is run. */
const MOST_CASES = 200;

/** Checks the three texts of an indicator of the office as a delivered one is checked; nothing of it is run. */
export async function checkDraft(code: string, texts: DraftTexts, bases: LegalBases): Promise<CheckedDraft> {
  const { found: indicator, problems } = reading('document', texts.document, () =>
    parseIndicator(
      { folder: folderOf(codeIn(texts.document) ?? code), document: texts.document, sql: texts.query },
      bases,
    ),
  );
  const { found: cases, problems: unreadable } = reading('cases', texts.cases, () => parseCases({ code }, texts.cases));
  problems.push(...unreadable);
  if (indicator) {
    problems.push(...checkOffice(code, texts.document, indicator));
    for (const { rule, line, message } of await lintSql(indicator))
      problems.push({ file: 'query', line, message: `${rule}: ${message}` });
  }
  if (indicator && cases)
    for (const message of checkCases(indicator, cases)) problems.push({ file: 'cases', line: null, message });
  if (cases && cases.length > MOST_CASES)
    problems.push({ file: 'cases', line: null, message: `more than ${MOST_CASES} cases` });
  return { problems, indicator, cases: cases ?? [] };
}

/** Whatever code the text gives itself: that it is another one is said in words of its own. */
function codeIn(document: string): string | undefined {
  return /^code: *([A-Z]{2}\d{2})\s*$/m.exec(document)?.[1];
}

function folderOf(code: string): string {
  return `${code.slice(0, 2).toLowerCase()}/${code.toLowerCase()}-own`;
}

function checkOffice(code: string, document: string, { code: written, status }: Indicator): DraftProblem[] {
  const place = (key: string) => lineOfPath(document, [key], 'document');
  return [
    ...(written === code && isOfficeCode(written)
      ? []
      : [{ file: 'document' as const, line: place('code'), message: `code: it is to be ${code}` }]),
    ...(status === 'active' || status === 'trial'
      ? []
      : [{ file: 'document' as const, line: place('status'), message: 'status: active or trial' }]),
  ];
}

function reading<T>(file: DraftFile, text: string, read: () => T): { found: T | null; problems: DraftProblem[] } {
  try {
    return { found: read(), problems: [] };
  } catch (error) {
    const said = error instanceof DomainError ? error.details['problems'] : undefined;
    const messages = Array.isArray(said) ? said.map(String) : [(error as Error).message];
    return {
      found: null,
      problems: messages.map((message) => ({ file, line: lineOfMessage(text, message, file), message })),
    };
  }
}

/** The line that a sentence is about: what it names as `at line 3`, or the place of the key that it begins with. */
function lineOfMessage(text: string, message: string, file: DraftFile): number | null {
  const named = /at line (\d+)/.exec(message);
  // The front matter begins on the second line of its file.
  if (named) return Number(named[1]) + (file === 'document' ? 1 : 0);
  const path = /^([A-Za-z_]\w*(?:\.\w+)*): /.exec(message)?.[1];
  return path ? lineOfPath(text, path.split('.'), file) : null;
}

/** The line of a value of a front matter or of cases; of the nearest around it where it is missing. */
function lineOfPath(text: string, path: readonly string[], file: DraftFile): number | null {
  const lines = new LineCounter();
  const [yaml, before] =
    file === 'document' ? [/^---\n([\s\S]*?)\n---/.exec(text.replaceAll('\r\n', '\n'))?.[1] ?? '', 1] : [text, 0];
  const document = parseDocument(yaml, { lineCounter: lines, logLevel: 'silent' });
  for (let length = path.length; length > 0; length--) {
    const keys = path.slice(0, length).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const node = document.getIn(keys, true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line + before;
  }
  return null;
}
