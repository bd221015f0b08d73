import { Module } from '@nestjs/common';
import { CleaningController } from './cleaning.controller.js';
import { FeedbackController } from './feedback.controller.js';

@Module({ controllers: [FeedbackController, CleaningController] })
export class FeedbackModule {}
