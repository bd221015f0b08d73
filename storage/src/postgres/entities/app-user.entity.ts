import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'app_user' })
export class AppUserRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  userName!: string;

  @Column({ type: 'text' })
  displayName!: string;

  @Column({ type: 'text' })
  organisation!: string;

  @Column({ type: 'text', array: true })
  roles!: string[];

  @Column({ type: 'text' })
  passwordHash!: string;

  @Column({ type: 'text', nullable: true })
  staffNo!: string | null;

  @Column({ type: 'boolean' })
  demonstration!: boolean;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  disabledAt!: string | null;

  @Column({ type: 'timestamptz', transformer: instant })
  createdAt!: string;
}
