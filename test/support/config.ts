/** What the surroundings say to the tests. */
export const testConfig = {
  /** On a build machine nothing may be left out. */
  nothingMayBeMissing: Boolean(process.env.CI && process.env.CI !== 'false'),
  /** Write storage/schema.sql anew instead of comparing it. */
  updateSchema: process.env.UPDATE_SCHEMA === '1',
  /** Folder that browser tests leave pictures in; none unless it is named. */
  pictures: process.env.PICTURES,
  /** Of the model of alerts: how many stories are played, from which seed, and whether a failing one is shortened (minutes). */
  model: {
    runs: Number(process.env.ALERT_MODEL_RUNS ?? 30),
    seed: Number(process.env.ALERT_MODEL_SEED ?? 20_261_123),
    shorten: process.env.ALERT_MODEL_SHORTEN === '1',
  },
  /** For processes that a test starts: ours, without what points to an installation. */
  environment: Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(FUNDWATCH_|DATABASE_|REDIS_URL|PUBLIC_URL|PORT$|INIT_CWD)/.test(name),
    ),
  ),
};
