import { Module } from '@nestjs/common';
import { AlertController } from './alert.controller.js';
import { BranchController } from './branch.controller.js';
import { SubjectController } from './subject.controller.js';

@Module({ controllers: [AlertController, BranchController, SubjectController] })
export class AlertModule {}
