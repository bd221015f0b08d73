import type { EntityManager } from 'typeorm';

/** @nestjs/schedule fires in every instance; the first to take a slot does its work. */
export class ScheduleSlotRepository {
  constructor(private readonly manager: EntityManager) {}

  /** True for one caller a slot, e.g. ('collect.sweep-files', '2026-10-20T03:30'). */
  async take(name: string, slot: string, at: string): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `insert into schedule_slot (name, slot, taken_at) values ($1, $2, $3) on conflict do nothing returning name`,
      [name, slot, at],
    );
    return rows.length > 0;
  }
}
