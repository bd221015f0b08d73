import { Readable } from 'node:stream';
import { byteOrderMark, writeCsvLine } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { SubmissionCheckRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';
import type { Download } from '../feedback/get-attachment.js';
import { requireSubmission } from './require-submission.js';

const headings = {
  zh: ['文件', '表', '行', '字段', '值', '原因', '代码'],
  en: ['file', 'table', 'row', 'field', 'value', 'reason', 'code'],
};

/** All kept errors of a refusal as CSV; personal values were never kept. @throws DomainError NOT_FOUND */
export async function downloadSubmissionChecks(
  app: Application,
  context: RequestContext,
  input: { submissionId: string; language: 'zh' | 'en' },
): Promise<Download> {
  const { submission, checks } = await app.database.withContext(context, async (repositories) => {
    const submission = await requireSubmission(repositories, input.submissionId);
    const checks = await repositories.submissionReading.checks(submission.id, null, mostChecks);
    return { submission, checks };
  });
  const lines = [headings[input.language], ...checks.map((check) => cellsOf(check, input.language))];
  const bytes = Buffer.from(byteOrderMark + lines.map(writeCsvLine).join(''));
  const { agency, line, dataset, period, version } = submission;
  return {
    fileName: `${agency}-${line}-${dataset}-${period}-v${version}-${input.language === 'zh' ? '错误清单' : 'errors'}.csv`,
    mediaType: 'text/csv; charset=utf-8',
    bytes: bytes.length,
    content: Readable.from([bytes]),
  };
}

/** At most a hundred of each of at most forty tables are kept; nothing is cut off here. */
const mostChecks = 20_000;

function cellsOf(check: SubmissionCheckRecord, language: 'zh' | 'en'): (string | null)[] {
  const { file, table, row, column, value, reason, checkCode } = check;
  return [file, table, row === null ? null : String(row), column, value, reason[language], checkCode];
}
