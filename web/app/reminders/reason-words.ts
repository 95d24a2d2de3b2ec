import type { DeliveryReason } from '#core/delivery/delivery-reason.ts';

/** Why nothing was sent, or nothing more, as a sentence of the ledger ends: `not sent: the task was completed`. */
export const reasonWords: Readonly<Record<DeliveryReason, string>> = {
  acknowledged: 'you had taken notice',
  snoozed: 'it was snoozed',
  completed: 'the task was completed',
  deleted: 'the task was deleted',
  moved: 'it was moved to another time',
  removed: 'the reminder was removed',
  missed: 'it was more than a week late',
  no_address: 'no verified address',
  unsubscribed: 'mail about reminders is stopped',
  no_webhook: 'no webhook is switched on',
  webhook_off: 'the webhook is off',
  refused: 'it was refused',
  gave_up: 'it was tried as often as it is',
  unclaimed: 'no notifier came for it in a week',
  expired: 'its link was over',
};
