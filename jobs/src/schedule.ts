import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import type { Application } from '@fundwatch/application';
import { systemContext } from '@fundwatch/domain/identity';
import { jobs, type JobName } from '@fundwatch/domain/jobs';
import { CronJob } from 'cron';
import { APPLICATION, LOGGER } from './platform/tokens.js';
import type { Logger } from 'pino';

const names = Object.keys(jobs) as JobName[];

/**
 * Ticks of the jobs that start by themselves. @nestjs/schedule fires in every instance and never catches up: a tick takes
 * its slot, the winner nudges, and everything runs at boot as well.
 */
@Injectable()
export class Schedule implements OnApplicationBootstrap {
  constructor(
    @Inject(APPLICATION) private readonly app: Application,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(SchedulerRegistry) private readonly registry: SchedulerRegistry,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const name of names) {
      const definition = jobs[name];
      const schedule = 'schedule' in definition ? definition.schedule : undefined;
      if (schedule === undefined) continue;
      const cron = CronJob.from({
        cronTime: schedule,
        timeZone: 'Asia/Shanghai',
        onTick: () => this.tick(name),
        waitForCompletion: true,
        start: true,
      });
      this.registry.addCronJob(definition.name, cron as never);
      await this.nudge(name);
    }
  }

  /** Takes the minute's slot; whoever gets it nudges. */
  private async tick(name: JobName): Promise<void> {
    const at = this.app.realTime();
    const slot = at.slice(0, 16);
    const context = systemContext('schedule', `schedule-${slot}`);
    try {
      const taken = await this.app.database.withContext(context, ({ scheduleSlots }) =>
        scheduleSlots.take(jobs[name].name, slot, at),
      );
      if (taken) await this.nudge(name);
    } catch (error) {
      this.log.error({ job: jobs[name].name, err: error }, 'tick failed');
    }
  }

  private async nudge(name: JobName): Promise<void> {
    await this.app.queue
      .enqueue(name, {} as never)
      .catch((error: unknown) =>
        this.log.error({ job: jobs[name].name, err: error }, 'nudge failed; the next tick or sweep repairs it'),
      );
  }
}
