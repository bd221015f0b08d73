/** What the surroundings say to the tests. */
export const testConfig = {
  /** On a build machine nothing may be left out. */
  nothingMayBeMissing: Boolean(process.env.CI && process.env.CI !== 'false'),
};
