import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'matter_number' })
export class MatterNumberRow {
  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @PrimaryColumn({ type: 'integer' })
  year!: number;

  @Column({ type: 'integer' })
  last!: number;
}
