/** Under these names Nest hands out what was composed before it. */
export const APPLICATION = Symbol('application');
export const CONFIG = Symbol('config');
export const FACTS_READER = Symbol('facts reader');
export const LOGGER = Symbol('logger');
