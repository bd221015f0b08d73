import { Module } from '@nestjs/common';
import { AccountabilityController } from './accountability.controller.js';

@Module({ controllers: [AccountabilityController] })
export class AccountabilityModule {}
