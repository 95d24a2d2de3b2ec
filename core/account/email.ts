import { z } from 'zod';
import { DeliveryStatusSchema } from '../delivery/delivery.ts';
import { InstantSchema } from '../instant.ts';

/** What a person sees of their mail. Reminders go to the address of the account, once it is verified. */
export const EmailStatusSchema = z
  .strictObject({
    address: z.string(),
    isVerified: z.boolean(),
    /** Whether mail about reminders is wanted; account mail always is. */
    isSubscribed: z.boolean(),
    /** The latest mail with a link that verifies the address; null when none was asked for. */
    verification: z.strictObject({ askedAt: InstantSchema, status: DeliveryStatusSchema }).nullable(),
    /** When a program that sends mail last came for some; null when none ever did, so that nothing is sent. */
    notifierSeenAt: InstantSchema.nullable(),
  })
  .meta({ id: 'EmailStatus' });
export type EmailStatus = z.infer<typeof EmailStatusSchema>;

export const EmailPatchSchema = z.strictObject({ isSubscribed: z.boolean() }).meta({ id: 'EmailPatch' });

export const VerifyEmailSchema = z.strictObject({ token: z.string().min(1).max(200) }).meta({ id: 'VerifyEmail' });
