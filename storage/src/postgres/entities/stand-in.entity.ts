import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'stand_in' })
export class StandInRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  organisation!: string;

  @Column({ type: 'uuid' })
  absent!: string;

  @Column({ type: 'uuid' })
  standIn!: string;

  @Column({ type: 'date' })
  fromOn!: string;

  @Column({ type: 'date' })
  untilOn!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'text' })
  enteredByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  enteredAt!: string;

  @Column({ type: 'text', nullable: true })
  endedByName!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  endedAt!: string | null;
}
