import { Module } from '@nestjs/common';
import { EvaluateController } from './evaluate.controller.js';
import { OwnIndicatorController } from './own-indicator.controller.js';
import { RuleController } from './rule.controller.js';
import { MonthCloseController } from './month-close.controller.js';
import { PrecisionController } from './precision.controller.js';
import { TestRunController } from './test-run.controller.js';
import { TuningController } from './tuning.controller.js';
import { WhitelistController } from './whitelist.controller.js';

@Module({
  controllers: [
    EvaluateController,
    MonthCloseController,
    PrecisionController,
    OwnIndicatorController,
    RuleController,
    TestRunController,
    TuningController,
    WhitelistController,
  ],
})
export class EvaluateModule {}
