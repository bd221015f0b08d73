import type { Application } from '@fundwatch/application';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import type { Logger } from 'pino';
import { AnswerErrors } from './answer-errors.js';
import { CheckReply } from './check-reply.js';
import type { ServerConfig } from './config.js';
import { ChildFactsReader, defaultReadingLimits } from './facts-reader.js';
import { GuardByContract } from './guard-by-contract.js';
import { RequireEveryHandler } from './require-every-handler.js';
import { APPLICATION, CONFIG, FACTS_READER, LOGGER } from './tokens.js';

export interface Platform {
  app: Application;
  config: ServerConfig;
  logger: Logger;
}

@Global()
@Module({})
export class PlatformModule {
  static of({ app, config, logger }: Platform): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: APPLICATION, useValue: app },
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        {
          provide: FACTS_READER,
          useFactory: () => new ChildFactsReader(logger, { ...defaultReadingLimits, ...config.reading }),
        },
        { provide: APP_GUARD, useClass: GuardByContract },
        { provide: APP_INTERCEPTOR, useClass: CheckReply },
        { provide: APP_FILTER, useClass: AnswerErrors },
        RequireEveryHandler,
      ],
      exports: [APPLICATION, CONFIG, FACTS_READER, LOGGER],
    };
  }
}
