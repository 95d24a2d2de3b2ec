import type { DeliveryNotice } from '#core/delivery/delivery-notice.ts';
import type { LoggedDeliveryEvent } from '#core/log/event.ts';
import type { EventWords } from './describe-event.ts';

/** What became of a message outside: “emailed the reminder of Call Ada”. */
export function describeDeliveryEvent(event: LoggedDeliveryEvent): EventWords {
  const { after } = event.data;
  const { taskId, title } = after;
  const subject = taskId === null ? null : ({ kind: 'task', id: taskId, text: title ?? '', isGone: false } as const);
  return { icon: 'reminder', action: actionOf(event.type, after), subject, tail: '', changes: [] };
}

function actionOf(type: LoggedDeliveryEvent['type'], after: DeliveryNotice): string {
  const what = whatOf(after);
  const by = after.channel === 'email' ? 'by email' : 'to a webhook';
  switch (type) {
    case 'notification.due':
      return `asked for ${what} to be sent ${by}`;
    case 'notification.sent':
      return `sent ${what} ${by}`;
    case 'notification.failed':
      return `could not send ${what} ${by} and will try again`;
    case 'notification.dead_lettered':
      return `gave up sending ${what} ${by}`;
    case 'reminder.suppressed':
      return `sent nothing ${by}, because it was called off:`;
  }
}

function whatOf({ kind, channel }: DeliveryNotice): string {
  switch (kind) {
    case 'reminder':
      return channel === 'email' ? 'the reminder' : 'the call for the reminder';
    case 'verify_email':
      return 'the link that verifies your address';
    case 'reset_password':
      return 'the link that sets a new password';
    case 'webhook_test':
      return 'a test';
  }
}
