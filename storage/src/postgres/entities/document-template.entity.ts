import { Column, Entity, PrimaryColumn } from 'typeorm';
import { count, instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'document_template' })
export class DocumentTemplateRow {
  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text', nullable: true })
  object!: string | null;

  @Column({ type: 'bigint', nullable: true, transformer: count })
  bytes!: number | null;

  @Column({ type: 'text', nullable: true })
  fileName!: string | null;

  @Column({ type: 'text' })
  note!: string;

  @Column({ type: 'uuid' })
  uploadedBy!: string;

  @Column({ type: 'text' })
  uploadedByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  uploadedAt!: string;
}
