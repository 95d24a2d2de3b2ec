import type { OutsideChannel } from '#core/delivery/delivery-notice.ts';
import type { TryOutcome } from '#core/delivery/notifier-protocol.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import type { EventSource } from '../../sources/event-source.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { EmailGrant, Ledger, WebhookGrant } from './ledger.ts';
import type { NotifierMetrics } from './notifier-metrics.ts';

/** The channels that are configured. A sender says what came of one try and never rejects; a mail takes 100 s at most, a call half a minute. */
export interface Senders {
  readonly email: ((grant: EmailGrant) => Promise<TryOutcome>) | null;
  readonly webhook: ((grant: WebhookGrant) => Promise<TryOutcome>) | null;
}

/** What a claim said last, for the readiness of the role. */
export interface NotifierState {
  /** Why the edge lets this notifier claim nothing; null while it does. */
  refusal: string | null;
}

/** Everything the notifier touches. */
export interface NotifierDeps {
  readonly source: EventSource;
  readonly deadLetters: DeadLetters;
  readonly ledger: Ledger;
  readonly senders: Senders;
  readonly channels: readonly OutsideChannel[];
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly numbers: NotifierMetrics;
  readonly consumer: string;
  readonly maxInFlight: number;
  readonly state: NotifierState;
}
