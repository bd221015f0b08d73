/** Amounts as people type them: thousands and blanks are left out. */
export function plainAmount(typed: string): string {
  return typed.replace(/[,，\s]/g, '');
}
