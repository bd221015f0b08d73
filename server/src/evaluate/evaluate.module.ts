import { Module } from '@nestjs/common';
import { EvaluateController } from './evaluate.controller.js';
import { MonthCloseController } from './month-close.controller.js';

@Module({ controllers: [EvaluateController, MonthCloseController] })
export class EvaluateModule {}
