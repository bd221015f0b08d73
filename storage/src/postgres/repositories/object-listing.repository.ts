import type { EntityManager } from 'typeorm';

/** Which content-addressed objects some record lists; the sweep keeps these. */
export class ObjectListingRepository {
  constructor(private readonly manager: EntityManager) {}

  async listed(among: readonly string[]): Promise<Set<string>> {
    const rows: { object: string }[] = await this.manager.query(
      `select object from package_upload where object = any ($1) union select object from attachment where object = any ($1)
       union select docx_object from document where docx_object = any ($1)
       union select pdf_object from document where pdf_object = any ($1)
       union select object from document_template where object = any ($1)
       union select object from matter_file where object = any ($1)
       union select unnest(array[inputs_object, indicators_object, hits_object]) from month_close
         where inputs_object = any ($1) or indicators_object = any ($1) or hits_object = any ($1)`,
      [among],
    );
    return new Set(rows.map((row) => row.object));
  }
}
