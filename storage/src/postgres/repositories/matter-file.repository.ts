import type { EntityManager } from 'typeorm';
import { MatterFileRow } from '../entities/index.js';

export type MatterOfFile = 'alert_source' | 'case' | 'inspection' | 'work_record' | 'accountability_entry';

/** A paper of an alert's source, a case or an inspection; the office's own. */
export interface MatterFile {
  id: string;
  matter: MatterOfFile;
  matterId: string;
  /** sha256 of its content: the object. */
  object: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  uploadedBy: string;
  uploadedByName: string;
  uploadedAt: string;
  /** When a virus scanner found nothing in it; null: nobody looked. */
  scannedAt: string | null;
}

/** Papers that the office keeps to itself. */
export class MatterFileRepository {
  constructor(private readonly manager: EntityManager) {}

  async insert(file: MatterFile): Promise<void> {
    await this.manager.insert(MatterFileRow, file);
  }

  /** Earliest first. */
  async list(matter: MatterOfFile, matterId: string): Promise<MatterFile[]> {
    const rows = await this.manager.find(MatterFileRow, {
      where: { matter, matterId },
      order: { uploadedAt: 'ASC', id: 'ASC' },
    });
    return rows as MatterFile[];
  }

  async get(matter: MatterOfFile, matterId: string, id: string): Promise<MatterFile | null> {
    return (await this.manager.findOneBy(MatterFileRow, { matter, matterId, id })) as MatterFile | null;
  }
}
