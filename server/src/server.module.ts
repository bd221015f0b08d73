import { Module, type DynamicModule } from '@nestjs/common';
import { AccountabilityModule } from './accountability/accountability.module.js';
import { AlertModule } from './alert/alert.module.js';
import { CloseModule } from './close/close.module.js';
import { CollectModule } from './collect/collect.module.js';
import { DispatchModule } from './dispatch/dispatch.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { EvaluateModule } from './evaluate/evaluate.module.js';
import { FeedbackModule } from './feedback/feedback.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { NotifyModule } from './notify/notify.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { PlatformModule, type Platform } from './platform/platform.module.js';

const stages = [
  IdentityModule,
  CollectModule,
  EvaluateModule,
  AlertModule,
  DispatchModule,
  FeedbackModule,
  CloseModule,
  AccountabilityModule,
  DocumentsModule,
  NotifyModule,
  OverviewModule,
  ReportsModule,
];

@Module({})
export class ServerModule {
  static of(platform: Platform): DynamicModule {
    return { module: ServerModule, imports: [PlatformModule.of(platform), ...stages] };
  }
}
