import type { ExportName, exportRoutes } from '@fundwatch/domain/api';
import type { z } from 'zod';

/** What an export is asked for: the parameters and filters of its list, without the language. */
export type ExportInput<N extends ExportName> = z.output<(typeof exportRoutes)[N]['params']> &
  Omit<z.output<(typeof exportRoutes)[N]['query']>, 'language'>;
