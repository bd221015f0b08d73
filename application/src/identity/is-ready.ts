import type { Application } from '../application.js';
import { publicContext } from './public-context.js';

/** Whether the database answers and has the schema of this code. */
export async function isReady(app: Application): Promise<boolean> {
  try {
    return await app.database.withContext(publicContext('health'), ({ schema }) => schema.isCurrent());
  } catch {
    return false;
  }
}
