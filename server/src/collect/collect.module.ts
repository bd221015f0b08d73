import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { CollectController } from './collect.controller.js';
import { ExpectedController } from './expected.controller.js';
import { SourceController } from './source.controller.js';
import { UploadController } from './upload.controller.js';
import { VersionController } from './version.controller.js';

@Module({
  controllers: [
    CollectController,
    CalendarController,
    ExpectedController,
    SourceController,
    UploadController,
    VersionController,
  ],
})
export class CollectModule {}
