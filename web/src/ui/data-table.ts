/** A column of a DataTable; the cell's content is the slot `cell-<key>`. */
export interface Column {
  key: string;
  title: string;
  align?: 'left' | 'right' | 'center';
  /** A CSS width; without one the column takes what it needs. */
  width?: string;
  /** Text may run over several lines. */
  wrap?: boolean;
  /** Present: the header sorts. */
  sort?: 'ascending' | 'descending' | 'none';
  /** How a card (390 px) shows it: its heading, a plain part of it without its title, or left out. */
  card?: 'heading' | 'plain' | 'hidden';
}
