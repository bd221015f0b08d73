import { contextOfUser, createDraft, type Application } from '@fundwatch/application';
import { systemContext } from '@fundwatch/domain/identity';
import type { IndicatorDraft } from '@fundwatch/storage';

/** A draft of this account, as the editor begins one. */
export async function aDraft(app: Application, userName: string, code = 'DY51'): Promise<IndicatorDraft> {
  const user = await app.database.withContext(systemContext('test', 'test'), ({ users }) => users.findByName(userName));
  return createDraft(app, contextOfUser(user!, 'test'), { code });
}
