import { contextOfUser, proposeWhitelistEntry, type Application } from '@fundwatch/application';
import type { WhitelistCase } from '@fundwatch/domain/evaluate';
import { systemContext } from '@fundwatch/domain/identity';
import type { WhitelistRecord } from '@fundwatch/storage';

/** The case of a subject that nobody has asked about yet. */
export const aCase = (subject: string, more: Partial<WhitelistCase> = {}): WhitelistCase => ({
  indicator: 'DY01',
  agency: '120101',
  line: '110',
  subject,
  validFrom: '202609',
  validTo: '202612',
  ...more,
});

/** An entry of this account that waits for its decision. */
export async function proposeEntry(app: Application, userName: string, of: WhitelistCase): Promise<WhitelistRecord> {
  const user = await app.database.withContext(systemContext('test', 'test'), ({ users }) => users.findByName(userName));
  const paper = { reason: '继承人先行垫付，已核实', documentNo: '津人社函〔2026〕31号' };
  return proposeWhitelistEntry(app, contextOfUser(user!, 'test'), { ...of, ...paper });
}
