import type { OutsideChannel } from '#core/delivery/delivery-notice.ts';

/** What the notifier writes to the log. A message is named by its id; whom it went to stands nowhere. */
export type NotifierLogEvent =
  | { event: 'notifier.started'; channels: readonly OutsideChannel[] }
  | {
      event: 'notifier.tried';
      messageId: string;
      channel: OutsideChannel;
      attempt: number;
      outcome: string;
      code: number | null;
      durationMs: number;
      error: string | null;
    }
  /** The edge fails at this claim again and again, and only at it: nobody behind it waits. The ledger asks again. */
  | { event: 'notifier.claim_given_up'; of: string; tries: number; error: string }
  /** A claim that was granted and not used: it had run out before the sending could begin. */
  | { event: 'notifier.claim_expired'; messageId: string; channel: OutsideChannel }
  /** The edge names messages that this program is too old for. */
  | { event: 'notifier.message_unreadable'; count: number }
  | { event: 'notifier.report_retrying'; messageId: string; attempt: number; waitMs: number; error: string }
  /** The ledger does not know what became of the message; it asks again when the claim is over. */
  | { event: 'notifier.report_lost'; messageId: string; error: string }
  | { event: 'notifier.broke'; messageId: string; error: string }
  | { event: 'notifier.dead_lettered'; position: string; error: string };
