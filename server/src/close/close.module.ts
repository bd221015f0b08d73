import { Module } from '@nestjs/common';
import { CaseController } from './case.controller.js';
import { CloseController } from './close.controller.js';
import { RecoveryController } from './recovery.controller.js';

@Module({ controllers: [CloseController, CaseController, RecoveryController] })
export class CloseModule {}
