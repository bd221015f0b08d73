import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkTexts } from '@fundwatch/application/drafting';
import type { DraftRunner } from '@fundwatch/application/facts';

/** Checks a draft in this process: the demonstration's own texts need no walls around them. */
export const checkOwnTexts: DraftRunner = async (request) => {
  const folder = await mkdtemp(join(request.folder, 'draft-'));
  try {
    return await checkTexts({ ...request, folder, memoryLimit: '256MB', timeLimitMs: 10_000, rowLimit: 1_000 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
