import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';

/** One ringing, as a mail tells of it. */
export const LetterItemSchema = z.strictObject({
  taskId: TaskIdSchema,
  title: z.string(),
  /** What the due says, in the user's zone and language; null without one. */
  due: z.string().nullable(),
  /** The name of its list. */
  list: z.string().nullable(),
  /** When it was to ring, after quiet hours; and the same as text. Lateness counts from there. */
  scheduledAt: InstantSchema,
  planned: z.string(),
  link: z.url(),
});
export type LetterItem = z.infer<typeof LetterItemSchema>;

/** Everything that a mail says, for `render-email.ts` to lay out. */
export const LetterSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reminder'),
    /** More than one is a digest: what quiet hours held back. */
    items: z.array(LetterItemSchema).min(1),
    /** How many more there are than the items, which are cut off. */
    more: z.int().nonnegative(),
    settingsLink: z.url(),
    /** Answers POST with the effect (RFC 8058), and GET with a page that asks. */
    unsubscribeLink: z.url(),
  }),
  z.strictObject({ kind: z.literal('verify_email'), name: z.string(), link: z.url(), expiresAt: InstantSchema }),
  z.strictObject({ kind: z.literal('reset_password'), name: z.string(), link: z.url(), expiresAt: InstantSchema }),
]);
export type Letter = z.infer<typeof LetterSchema>;
