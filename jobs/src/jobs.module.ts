import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import type { Application } from '@fundwatch/application';
import type { Logger } from 'pino';
import { APPLICATION, LOGGER } from './platform/tokens.js';
import { Schedule } from './schedule.js';

/** The jobs process: the schedule, beside the workers that main starts. */
@Module({})
export class JobsModule {
  static with(app: Application, log: Logger): DynamicModule {
    return {
      module: JobsModule,
      imports: [ScheduleModule.forRoot()],
      providers: [{ provide: APPLICATION, useValue: app }, { provide: LOGGER, useValue: log }, Schedule],
    };
  }
}
