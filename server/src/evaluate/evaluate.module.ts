import { Module } from '@nestjs/common';
import { EvaluateController } from './evaluate.controller.js';
import { RuleController } from './rule.controller.js';
import { MonthCloseController } from './month-close.controller.js';

@Module({ controllers: [EvaluateController, MonthCloseController, RuleController] })
export class EvaluateModule {}
