import { Module } from '@nestjs/common';
import { CollectController } from './collect.controller.js';

@Module({ controllers: [CollectController] })
export class CollectModule {}
