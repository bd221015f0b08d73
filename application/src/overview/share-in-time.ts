/** Per cent with one decimal; null where nothing was due, which is neither good nor bad. */
export function shareInTime(inTime: number, due: number): string | null {
  return due === 0 ? null : ((inTime / due) * 100).toFixed(1);
}
