import { Module } from '@nestjs/common';
import { CloseController } from './close.controller.js';

@Module({ controllers: [CloseController] })
export class CloseModule {}
