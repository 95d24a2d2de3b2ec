import { z } from 'zod';

/** A yes or no as it stands in a query string. */
export const FlagSchema = z.enum(['true', 'false']).transform((flag) => flag === 'true');
