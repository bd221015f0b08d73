/** A value as a cell of PostgreSQL's CSV; missing is an empty, unquoted cell. */
export function csvCell(value: string | null | undefined): string {
  if (value === null || value === undefined) return '';
  return /[",\r\n\\]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
