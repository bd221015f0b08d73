import type { Calendar } from './calendar.js';
import { year2024 } from './year-2024.js';
import { year2025 } from './year-2025.js';
import { year2026 } from './year-2026.js';

/** The calendar that comes with the product; later years are imported by the office when the State Council publishes them. */
export const builtInCalendar: Calendar = { version: 'built-in-2026', years: [year2024, year2025, year2026] };
