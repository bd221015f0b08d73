export const APPLICATION = Symbol('application');
export const LOGGER = Symbol('logger');
