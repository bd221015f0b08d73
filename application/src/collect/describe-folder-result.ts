import type { CheckError } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { OpenFolderPackage } from '@fundwatch/storage';
import type { Application } from '../application.js';

export interface FolderReason {
  zh: string;
  en: string;
}

const outcomes = { accepted: '已接收', returned: '已退回', quarantined: '已隔离，无法作为数据包读取' };

/** What is put beside a package that was moved: what became of it, and every reason. Opens in a plain text editor of Windows. */
export async function describeFolderResult(
  app: Application,
  context: RequestContext,
  row: OpenFolderPackage,
): Promise<string> {
  const { checks, total } = await app.database.withContext(context, async ({ submissionIntake, submissionReading }) => {
    const id = row.uploadState === 'refused' ? row.submissionId : null;
    if (!id) return { checks: row.problems as CheckError[], total: row.problems.length };
    return { checks: await submissionIntake.checksOf(id), total: (await submissionReading.get(id))?.errors ?? 0 };
  });
  const lines = [
    `数据包：${row.name}`,
    `结果：${outcomes[row.outcome!]}`,
    `时间：${inShanghai(await app.clock.now())}`,
    ...(row.reasonZh && checks.length === 0 ? [`原因：${row.reasonZh}`] : []),
    ...(checks.length ? [`原因（共 ${total} 处${total > checks.length ? `，列出 ${checks.length} 处` : ''}）：`] : []),
    ...checks.map((check, index) => `${index + 1}. ${placeOf(check)}${check.reason.zh}`),
    ...(row.outcome === 'returned' ? ['', '整份未入库。请改正后以更高的版本号重新报送。'] : []),
  ];
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function placeOf({ file, table, row, column, value }: CheckError): string {
  const parts = [
    file ?? table ?? '',
    row === null ? '' : `第 ${row} 行`,
    column ?? '',
    value === null ? '' : `“${value.replace(/\s+/g, ' ')}”`,
  ].filter(Boolean);
  return parts.length ? `[${parts.join(' ')}] ` : '';
}

function inShanghai(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
}
