import { z } from 'zod';
import { SubscriptionIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { textSchema } from '../text/text-schema.ts';

/** Of one user. Nobody has so many browsers; whoever makes more is no browser. */
export const MAX_PUSH_SUBSCRIPTIONS = 20;
const MAX_ENDPOINT_CHARACTERS = 2048;

/** What `PushSubscription.toJSON()` says in a browser. The endpoint is a secret: whoever knows it can send to it. */
export const PushTargetSchema = z.strictObject({
  endpoint: z.url({ protocol: /^https$/ }).max(MAX_ENDPOINT_CHARACTERS),
  keys: z.strictObject({
    // An uncompressed P-256 point is 65 bytes of which the first is 4; the secret is 16 bytes (RFC 8291 §3).
    p256dh: z.string().regex(/^B[A-P][\w-]{85}$/, 'must be an uncompressed P-256 point in base64url'),
    auth: z.string().regex(/^[\w-]{22}$/, 'must be 16 bytes in base64url'),
  }),
});
export type PushTarget = z.infer<typeof PushTargetSchema>;

export const NewPushSubscriptionSchema = PushTargetSchema.extend({
  name: textSchema({ minCharacters: 1, maxCharacters: 100 })
    .optional()
    .meta({ description: 'What the person calls the device; kept, or "A browser", when absent.' }),
}).meta({ id: 'NewPushSubscription' });
export type NewPushSubscription = z.infer<typeof NewPushSubscriptionSchema>;

/** A browser that takes push messages, as it is listed: without what it takes to send to it. */
export const PushSubscriptionSchema = z
  .strictObject({
    id: SubscriptionIdSchema,
    name: z.string(),
    /** The host of its push service. */
    service: z.string(),
    /** SHA-256 of its endpoint in base64url, by which a browser knows itself in the list. */
    endpointDigest: z.string(),
    createdAt: InstantSchema,
  })
  .meta({ id: 'PushSubscription' });
export type PushSubscription = z.infer<typeof PushSubscriptionSchema>;

/** What came of a test message. */
export const PushTestSchema = z
  .strictObject({
    isAccepted: z.boolean(),
    /** Whether the push service no longer knows the device, which is removed then. */
    isGone: z.boolean(),
    code: z.int().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'PushTest' });
export type PushTest = z.infer<typeof PushTestSchema>;
