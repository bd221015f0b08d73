/** What hostile or broken input is held to; every limit ends in an error of the closed list, never in a crash. */
export interface LoadLimits {
  /** Bytes of one CSV row. */
  rowBytes: number;
  /** Bytes of one package once unpacked. */
  packageBytes: number;
  /** Bytes of datapackage.json. */
  descriptionBytes: number;
  /** Entries of one zip, or of one folder. */
  entries: number;
}

export const defaultLimits: LoadLimits = {
  rowBytes: 1024 * 1024,
  packageBytes: 64 * 1024 ** 3,
  descriptionBytes: 4 * 1024 * 1024,
  entries: 10_000,
};
