import { z } from 'zod';

export const MAX_PER_PAGE = 200;

/** A number as it stands in a query string. */
export function countParameter(max: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(1).max(max));
}

export const PageParameterSchema = countParameter(1_000_000).default(1);
export const perPageParameter = (standard: number) => countParameter(MAX_PER_PAGE).default(standard);
