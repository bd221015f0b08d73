/** What hostile or broken input is held to; every limit ends in an error of the closed list, never in a crash. */
export interface LoadLimits {
  /** Bytes of one CSV row. */
  rowBytes: number;
  /** Bytes of one package once unpacked. */
  packageBytes: number;
  /** How many times its own size a package may unpack to; beyond it, it is a bomb and no data. */
  expansion: number;
  /** Bytes that every package may unpack to, however small it is. */
  expansionFloor: number;
  /** Bytes of datapackage.json. */
  descriptionBytes: number;
  /** Entries of one zip, or of one folder. */
  entries: number;
}

export const defaultLimits: LoadLimits = {
  rowBytes: 1024 * 1024,
  packageBytes: 64 * 1024 ** 3,
  // Real tables of 2026 pack 8 to 30 times; a table of equal rows about 100 times.
  expansion: 200,
  expansionFloor: 256 * 1024 ** 2,
  descriptionBytes: 1024 * 1024,
  entries: 10_000,
};

/** Bytes that a package of `size` bytes as sent may unpack to. */
export function unpackedLimit(size: number, { packageBytes, expansion, expansionFloor }: LoadLimits): number {
  return Math.min(packageBytes, Math.max(expansionFloor, size * expansion));
}
