/** A tree of texts; leaves may hold `{name}` placeholders. */
export interface Texts {
  [key: string]: string | Texts;
}
type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/** The texts of one feature: Chinese first, English with exactly the same keys (checked by type). */
export function defineLocale<const T extends Texts>(zh: T, en: SameKeys<NoInfer<T>>): { zh: T; en: SameKeys<T> } {
  return { zh, en };
}

/** Every dotted key of a tree of texts. */
export type KeysOf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeysOf<T[K]>}` }[keyof T & string];
