import { z } from 'zod';
import { FiringIdSchema, ReminderIdSchema, TaskIdSchema } from '../ids.ts';

/** How long a push service keeps a message for a device that is off: a day, after which the bell tells it better. */
export const PUSH_TTL_SECONDS = 86_400;

/** What the service worker gets. It reads this by hand (`web/public/sw.js`), so a change here is a change there. */
export const PushMessageSchema = z.strictObject({
  /** A second message with the same tag replaces the first on the screen. */
  tag: z.string(),
  title: z.string(),
  body: z.string(),
  /** Where a click leads, on our own site. */
  path: z.string().startsWith('/'),
  /** What a click takes notice of. */
  firingIds: z.array(FiringIdSchema),
  /** What "Snooze" puts off; null when it is about no one reminder. */
  snooze: z.strictObject({ taskId: TaskIdSchema, reminderId: ReminderIdSchema }).nullable(),
});
export type PushMessage = z.infer<typeof PushMessageSchema>;
