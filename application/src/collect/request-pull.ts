import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** Asks the workers to pull one source now. @throws DomainError EXCHANGE_SOURCE_UNKNOWN */
export async function requestPull(
  app: Application,
  context: RequestContext,
  input: { name: string },
): Promise<ReplyOf<typeof routes.pullExchangeSource>> {
  if (!app.settings.exchangeSources.some(({ name }) => name === input.name))
    throw new DomainError('EXCHANGE_SOURCE_UNKNOWN', { name: input.name });
  const businessAt = await app.clock.now();
  await app.database.withContext(context, ({ audit }) =>
    audit.append({ action: 'exchange-source.pull', target: { kind: 'exchange-source', id: input.name }, businessAt }),
  );
  await app.queue.enqueue('pullExchangeSource', { source: input.name });
  return { queued: true };
}
