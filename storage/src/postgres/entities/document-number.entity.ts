import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'document_number' })
export class DocumentNumberRow {
  @PrimaryColumn({ type: 'text' })
  word!: string;

  @PrimaryColumn({ type: 'integer' })
  year!: number;

  @Column({ type: 'integer' })
  last!: number;
}
