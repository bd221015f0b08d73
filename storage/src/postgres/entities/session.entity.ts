import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'session' })
export class SessionRow {
  @PrimaryColumn({ type: 'text' })
  tokenHash!: string;

  @Column({ type: 'uuid' })
  account!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  createdAt!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  lastSeenAt!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  expiresAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  revokedAt!: string | null;
}
