import { Module } from '@nestjs/common';
import { AssignmentController } from './assignment.controller.js';
import { DispatchController } from './dispatch.controller.js';

@Module({ controllers: [DispatchController, AssignmentController] })
export class DispatchModule {}
