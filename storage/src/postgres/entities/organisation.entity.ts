import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'organisation' })
export class OrganisationRow {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  origin!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  createdAt!: string;

  @Column({ type: 'date', nullable: true })
  openedOn!: string | null;

  @Column({ type: 'date', nullable: true })
  closedOn!: string | null;
}
