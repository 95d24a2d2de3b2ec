import { Counter, Histogram, type Registry } from 'prom-client';

/** The numbers of the notifier on `/metrics`. */
export interface NotifierMetrics {
  readonly tries: Counter<'channel' | 'outcome'>;
  readonly claims: Counter<'channel' | 'outcome' | 'reason'>;
  readonly claimsGivenUp: Counter;
  readonly reminderToDelivery: Histogram<'channel'>;
}

// Half a second is the rule; minutes are retries; hours are what waited for an endpoint or for us.
const SECOND_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 21_600, 86_400];

export function newNotifierMetrics(registry: Registry): NotifierMetrics {
  const registers = [registry];
  const tries = new Counter({
    name: 'carillon_notifier_deliveries_total',
    help: 'Tries to deliver a message, by what came of them',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  // There before the first: Prometheus sees a series that appears as 1 not grow.
  for (const channel of ['email', 'webhook'])
    for (const outcome of ['sent', 'failed', 'refused']) tries.inc({ channel, outcome }, 0);
  return {
    tries,
    claims: new Counter({
      name: 'carillon_notifier_claims_total',
      help: 'What the edge said to claims; the reason says why a message is not to go out any more',
      labelNames: ['channel', 'outcome', 'reason'],
      registers,
    }),
    claimsGivenUp: new Counter({
      name: 'carillon_notifier_claims_given_up_total',
      help: 'Wake-ups left to the ledger because the edge failed at their claim each time',
      registers,
    }),
    reminderToDelivery: new Histogram({
      name: 'carillon_notifier_reminder_to_delivery_seconds',
      help: 'From the moment a reminder was to ring until its message was taken by whoever delivers it',
      labelNames: ['channel'],
      buckets: SECOND_BUCKETS,
      registers,
    }),
  };
}
