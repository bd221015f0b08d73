// What the facts reader does in its own process; loads DuckDB and no database, queue or catalogue.
export { answerReading, type ReadingHead } from './answer-reading.js';
export type { ReadingRequest } from '../collect/facts-reader.js';
