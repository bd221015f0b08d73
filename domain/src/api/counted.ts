import { z } from 'zod';
import { readMatterCounted } from '../report/index.js';

/** What a figure of a report counted of inspections or major matters: `inspections_begun.202607-202612`. */
export const countedShape = (unit: 'inspections' | 'matters') =>
  z
    .string()
    .max(60)
    .refine((text) => readMatterCounted(text, unit) !== null);
