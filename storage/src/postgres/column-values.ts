import type { ValueTransformer } from 'typeorm';

/** Instants leave storage as ISO text in UTC; nothing outside handles Date. */
export const instant: ValueTransformer = {
  to: (value: string | null | undefined) => value,
  from: (value: Date | string | null) => (value === null ? null : new Date(value).toISOString()),
};

/** 64-bit counts of rows and bytes; far below 2^53. */
export const count: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};
