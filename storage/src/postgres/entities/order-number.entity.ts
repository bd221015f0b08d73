import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'order_number' })
export class OrderNumberRow {
  @PrimaryColumn({ type: 'integer' })
  year!: number;

  @Column({ type: 'integer' })
  last!: number;
}
