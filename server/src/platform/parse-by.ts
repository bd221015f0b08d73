import { DomainError } from '@fundwatch/domain';
import type { z } from 'zod';

/** The part of a request as its contract has it. @throws DomainError REQUEST_INVALID with every problem and where it is */
export function parseBy<T extends z.ZodType>(
  shape: T,
  value: unknown,
  where: 'params' | 'query' | 'body',
): z.output<T> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message, code }) => ({
    where,
    field: path.join('.'),
    code,
    message,
  }));
  throw new DomainError('REQUEST_INVALID', { problems });
}
