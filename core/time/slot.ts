import { z } from 'zod';
import { LocalDateSchema, LocalDateTimeSchema } from './local.ts';

/** An occurrence on the wall clock: a date, or a time without a zone. Both compare as text. */
export const SlotSchema = z.union([LocalDateSchema, LocalDateTimeSchema]);
