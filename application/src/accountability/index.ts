export { exportAccountability } from './export-accountability.js';
export { getAccountability } from './get-accountability.js';
export {
  addAccountabilityFile,
  correctAccountability,
  enterAccountability,
  getAccountabilityFile,
  withdrawAccountability,
  type EntryText,
} from './keep-register.js';
export { listAccountabilityFacts } from './list-facts.js';
export { getAccountabilityEntry, listAccountabilityEntries } from './read-entries.js';
