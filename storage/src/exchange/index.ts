export { createExchangeSchema, exchangeSchema, exchangeSchemaSql } from './create-exchange-schema.js';
export * from './write-submission.js';
export { listSubmissions, type OfferedSubmission, type SubmissionFilter } from './list-submissions.js';
export { withExchangeClient } from './with-exchange-client.js';
export { createExchangeDatabase, type ExchangeDatabase } from './create-exchange-database.js';
export { resolveLiveSource } from './open-source.js';
export { findSourceCodes, type SourceCodes } from './find-source-codes.js';
export { findWritePrivileges } from './find-write-privileges.js';
