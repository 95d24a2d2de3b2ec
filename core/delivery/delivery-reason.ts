import { z } from 'zod';

/**
 * Why nothing is sent, or nothing more:
 * - of a reminder that was called off: `acknowledged`, `snoozed`, `completed`, `deleted`, `moved` (another ringing is
 *   planned, or rang), `removed` (the reminder, or this channel of it), `missed` (it was more than a week late);
 * - of its destination: `no_address` (none that is verified), `unsubscribed`, `no_webhook` (there is none that is
 *   switched on), `webhook_off` (switched off or deleted since);
 * - `refused`: the other side will never take it; `gave_up`: it was tried as often as it is;
 *   `unclaimed`: for a week nobody came for it; `expired`: its link is over.
 */
export const DELIVERY_REASONS = [
  'acknowledged',
  'snoozed',
  'completed',
  'deleted',
  'moved',
  'removed',
  'missed',
  'no_address',
  'unsubscribed',
  'no_webhook',
  'webhook_off',
  'refused',
  'gave_up',
  'unclaimed',
  'expired',
] as const;
export const DeliveryReasonSchema = z.enum(DELIVERY_REASONS);
export type DeliveryReason = z.infer<typeof DeliveryReasonSchema>;
