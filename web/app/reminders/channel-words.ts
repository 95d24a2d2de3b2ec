import type { Channel } from '#core/reminder/reminder.ts';

/** The ways a reminder can come, as they are called on screen. */
export const channelWords: Record<Channel, string> = {
  in_app: 'In Carillon',
  push: 'Push',
  email: 'Email',
  webhook: 'Webhook',
};
