const longest = 12;

/** A subject number as lists show it: hashes are cut, since only their beginning is ever compared by eye. */
export function shortSubject(subject: string): string {
  return subject.length > longest ? `${subject.slice(0, 8)}…` : subject;
}
