import type { EntityManager } from 'typeorm';

/** Which content-addressed objects some record lists; the sweep keeps these. */
export class ObjectListingRepository {
  constructor(private readonly manager: EntityManager) {}

  async listed(among: readonly string[]): Promise<Set<string>> {
    const rows: { object: string }[] = await this.manager.query(
      `select object from package_upload where object = any ($1) union select object from attachment where object = any ($1)`,
      [among],
    );
    return new Set(rows.map((row) => row.object));
  }
}
