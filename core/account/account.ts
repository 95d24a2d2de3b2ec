import { z } from 'zod';
import { UserIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { NameSchema } from './sign-in.ts';

/** The account of the caller. */
export const AccountSchema = z
  .strictObject({
    id: UserIdSchema,
    name: z.string(),
    email: z.string(),
    createdAt: InstantSchema,
    /** A throw-away account: it has no password, and is erased at `erasesAt`. */
    isDemo: z.boolean(),
    erasesAt: InstantSchema.nullable(),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof AccountSchema>;

/** What a person can change about their account as such. Zone, language and week are settings, which the log keeps. */
export const AccountPatchSchema = z.strictObject({ name: NameSchema }).meta({ id: 'AccountPatch' });
export type AccountPatch = z.infer<typeof AccountPatchSchema>;
