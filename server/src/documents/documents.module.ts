import { Module } from '@nestjs/common';
import { DocumentController } from './document.controller.js';
import { MatterDocumentController } from './matter-document.controller.js';
import { ExportController } from './export.controller.js';

@Module({ controllers: [DocumentController, MatterDocumentController, ExportController] })
export class DocumentsModule {}
