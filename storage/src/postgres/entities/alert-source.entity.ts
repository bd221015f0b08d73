import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'alert_source' })
export class AlertSourceRow {
  @PrimaryColumn({ type: 'uuid' })
  alertId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  found!: string;

  @Column({ type: 'text' })
  subjectKind!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  sourceNumber!: string;

  @Column({ type: 'date' })
  sourceOn!: string;

  @Column({ type: 'text' })
  raisedByName!: string;
}
