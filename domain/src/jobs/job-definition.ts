import { z } from 'zod';

/** How a job is carried: a nudge with ids, never facts. If it is lost, a sweep finds the work again. */
export interface JobDefinition<Payload extends z.ZodType = z.ZodType> {
  /** `<stage>.<verb-object>` */
  name: string;
  queue: 'collect' | 'evaluate' | 'dispatch' | 'feedback' | 'close' | 'notify';
  payload: Payload;
  /** Two nudges with the same key while one is waiting are one. No ':' (BullMQ refuses it in ids). */
  dedupeKey: (payload: z.output<Payload>) => string;
  attempts: number;
  /** Cron pattern in Asia/Shanghai for jobs that start by themselves; they also run at boot. */
  schedule?: string;
}

export function job<P extends z.ZodType>(definition: JobDefinition<P>): JobDefinition<P> {
  return definition;
}

export type PayloadOf<J extends JobDefinition> = z.output<J['payload']>;
