// What the checker of drafts does in its own process; loads DuckDB and the catalogue, and no database or queue.
export { checkTexts, type DraftCheckReply, type DraftCheckRequest } from './check-texts.js';
