interface Clock {
  dueOn: string | null;
  extendedTo: string | null;
}

/** The last day that counts: the one that an extension was granted to, where there is one. */
export function lastDayOf({ dueOn, extendedTo }: Clock): string | null {
  return extendedTo ?? dueOn;
}
