import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { checkPackage } from '@fundwatch/application/facts';
import { systemContext } from '@fundwatch/domain/identity';
import { buildPackage, type PackageSpec } from './package-builder.js';
import type { TestApi } from './product.js';

export interface SentPackage {
  submissionId: string;
  /** Of the zip. */
  sha256: string;
  bytes: number;
}

/** A package that came by upload, from an account that exists, and was checked. */
export async function sendCheckedPackage(
  api: TestApi,
  spec: PackageSpec,
  { by, reason = null }: { by: string; reason?: string | null },
): Promise<SentPackage> {
  const path = await buildPackage(join(api.home, 'outbox'), { ...spec, container: 'zip' });
  const { sha256, bytes } = await api.app.objects.put(createReadStream(path));
  const id = randomUUID();
  await api.sql(
    `insert into fundwatch.package_upload (id, object, file_name, bytes, agency, uploaded_by, uploaded_by_name, uploaded_at, state, reason)
     select $1, $2, $3, $4, null, u.id, u.display_name, $5, 'waiting', $6 from fundwatch.app_user u where user_name = $7`,
    [id, sha256, `${spec.agency}-${spec.period}.zip`, bytes, api.clock.now(), reason, by],
  );
  const outcome = await checkPackage(api.app, systemContext('test', 'checked-package'), id);
  if (!outcome?.submissionId) throw new Error(`no submission: ${JSON.stringify(outcome)}`);
  return { submissionId: outcome.submissionId, sha256, bytes };
}
