import { Module } from '@nestjs/common';
import { AlertController } from './alert.controller.js';

@Module({ controllers: [AlertController] })
export class AlertModule {}
