import { z } from 'zod';
import { UserIdSchema } from '#core/ids.ts';

/** Who is signed in now. The session itself is in the cookie, and nowhere a script can read it. */
export const SignedInSchema = z
  .strictObject({ user: z.strictObject({ id: UserIdSchema, name: z.string(), email: z.string() }) })
  .meta({ id: 'SignedIn' });

export function signedIn({ id, name, email }: { id: string; name: string; email: string }) {
  return { user: { id, name, email } };
}
