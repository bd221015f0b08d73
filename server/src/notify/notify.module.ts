import { Module } from '@nestjs/common';
import { NotificationController } from './notification.controller.js';
import { WebhookController } from './webhook.controller.js';

@Module({ controllers: [NotificationController, WebhookController] })
export class NotifyModule {}
