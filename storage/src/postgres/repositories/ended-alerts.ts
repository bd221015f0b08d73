import { endedStates } from '@fundwatch/domain/alert';

/** The states of an alert that is not open, as a list for `in`. */
export const ended = endedStates.map((state) => `'${state}'`).join(', ');
