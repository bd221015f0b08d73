/** What happens at one instant of the demonstration. */
export interface Happening {
  at: string;
  /** Shown while it runs. */
  words: string;
  run: () => Promise<unknown>;
}
