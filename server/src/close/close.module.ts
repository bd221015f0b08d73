import { Module } from '@nestjs/common';
import { AgencyInspectionController } from './agency-inspection.controller.js';
import { CaseController } from './case.controller.js';
import { InspectionController } from './inspection.controller.js';
import { MajorMatterController } from './major-matter.controller.js';
import { CloseController } from './close.controller.js';
import { RecoveryController } from './recovery.controller.js';

@Module({
  controllers: [
    CloseController,
    CaseController,
    InspectionController,
    AgencyInspectionController,
    MajorMatterController,
    RecoveryController,
  ],
})
export class CloseModule {}
