import type { Application } from '@fundwatch/application';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { JobName, PayloadOf, jobs } from '@fundwatch/domain/jobs';

/** What a handler gets: the typed payload, and the application with the system's explicit context. */
export interface JobRun<N extends JobName> {
  app: Application;
  context: RequestContext;
  payload: PayloadOf<(typeof jobs)[N]>;
}

/** One use case; returns the counts for the one log line. */
export type JobHandler<N extends JobName> = (run: JobRun<N>) => Promise<Record<string, unknown>>;
