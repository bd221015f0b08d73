import type { Fault } from '@fundwatch/application';
import type { Logger } from 'pino';

/** One line for a fault, under the number to quote on the phone. Neither parameters nor rows: they may be personal. */
export function logFault(logger: Logger, { requestId, error }: Fault, code = 'INTERNAL'): void {
  const said = error instanceof Error ? { name: error.name, stack: error.stack } : { name: typeof error };
  logger.error({ requestId, code, error: said });
}
