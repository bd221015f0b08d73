/** The list that an alert was opened from, so that its page can go to the previous and the next one. */
export interface Trail {
  /** Name of the list, for the way back. */
  title: string;
  /** Its full path with filters. */
  back: string;
  ids: string[];
}
const key = 'fundwatch.trail';

export function keepTrail(trail: Trail): void {
  sessionStorage.setItem(key, JSON.stringify(trail));
}

/** Where an alert stands in the kept list; null when it wasn't opened from one. */
export function placeInTrail(
  trail: Trail | null,
  id: string,
): { place: number; of: number; previous: string | null; next: string | null } | null {
  const at = trail?.ids.indexOf(id) ?? -1;
  if (!trail || at < 0) return null;
  return { place: at + 1, of: trail.ids.length, previous: trail.ids[at - 1] ?? null, next: trail.ids[at + 1] ?? null };
}

export function readTrail(): Trail | null {
  const text = sessionStorage.getItem(key);
  return text ? (JSON.parse(text) as Trail) : null;
}
