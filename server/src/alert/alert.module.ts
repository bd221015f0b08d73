import { Module } from '@nestjs/common';
import { AlertController } from './alert.controller.js';
import { SubjectController } from './subject.controller.js';

@Module({ controllers: [AlertController, SubjectController] })
export class AlertModule {}
