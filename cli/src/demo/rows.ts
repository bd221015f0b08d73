/** Rows in the exchange standard's CSV forms; null = an empty field. */
export type Row = Record<string, string | null>;
export type Rows = Row[];
