import type { RequestContext } from '@fundwatch/domain/identity';
import type { EntityManager } from 'typeorm';
import { AuditRepository } from './audit.repository.js';

export type { AuditEntry } from './audit.repository.js';

/** What a use case may do inside its transaction. */
export interface Repositories {
  audit: AuditRepository;
}

export function createRepositories(manager: EntityManager, context: RequestContext): Repositories {
  return {
    audit: new AuditRepository(manager, context),
  };
}
