import { FeedError } from '#bridge/errors.ts';
import type { LogEvent } from '#bridge/log.ts';
import { newMetrics } from '#bridge/metrics.ts';
import { newDeadLetters } from '#bridge/roles/notifier/dead-letters.ts';
import type { Claims, EmailGrant, Grant, Ledger, ReadClaimed, WebhookGrant } from '#bridge/roles/notifier/ledger.ts';
import type { NotifierDeps } from '#bridge/roles/notifier/notifier-deps.ts';
import { newNotifierMetrics } from '#bridge/roles/notifier/notifier-metrics.ts';
import { runNotifier } from '#bridge/roles/notifier/run-notifier.ts';
import { PATIENCE_MS } from '#bridge/roles/notifier/slow-tries.ts';
import type { EventSink } from '#bridge/sinks/event-sink.ts';
import { memorySink, newMemoryBroker } from '#bridge/sinks/memory-sink.ts';
import { memorySource } from '#bridge/sources/memory-source.ts';
import type { ClaimRequest, ReportRequest, TryOutcome } from '#core/delivery/notifier-protocol.ts';
import type { CloudEvent } from '#core/feed/cloud-event.ts';
import { toInstant } from '#core/instant.ts';
import { nthId } from '#test/ids.ts';
import { steppingClock } from './mirror-stage.ts';
import { sampleEvent } from './sample-event.ts';

export const SENT: TryOutcome = { kind: 'sent', code: 250, durationMs: null, answer: null };
export const FAILED: TryOutcome = {
  kind: 'failed',
  code: 451,
  durationMs: null,
  answer: null,
  error: 'Not now.',
  retryAfterMs: null,
};
const SCHEDULED_MS = 1_800_000_000_000;
const CLAIM_MS = 120_000;

/** A reminder of the nth user rang, and goes to these channels. */
export function fired(n: number, channels: readonly string[] = ['email', 'webhook']): CloudEvent {
  const after = { id: nthId('firing', n), channels };
  return { ...sampleEvent(n, { user: n, type: 'reminder.fired' }), data: { after, before: null } };
}

/** The ledger asks again for the nth message. */
export function due(n: number, { channel = 'email', isNamed = true } = {}): CloudEvent {
  const after = { channel, messageId: isNamed ? nthId('message', n) : null, firingId: nthId('firing', n) };
  return { ...sampleEvent(n, { user: n, type: 'notification.due' }), data: { after } };
}

const claimed = (n: number) => ({
  outcome: 'granted' as const,
  messageId: nthId('message', n),
  claim: `claim-${n}`,
  leaseUntil: toInstant(SCHEDULED_MS + CLAIM_MS),
  attempt: 1,
});

export function emailGrant(n: number, over: Partial<EmailGrant> = {}): EmailGrant {
  const item = {
    taskId: nthId('task', n),
    title: `Task ${n}`,
    due: null,
    list: null,
    scheduledAt: toInstant(SCHEDULED_MS),
    planned: 'today',
    link: `https://carillon.example/tasks/${n}`,
  };
  const letter: EmailGrant['letter'] = {
    kind: 'reminder',
    items: [item],
    more: 0,
    settingsLink: 'https://carillon.example/settings',
    unsubscribeLink: 'https://carillon.example/unsubscribe/token',
  };
  return { ...claimed(n), channel: 'email', to: `user${n}@example.org`, letter, ...over };
}

export function webhookGrant(n: number, over: Partial<WebhookGrant> = {}): WebhookGrant {
  const data = { title: `Task ${n}`, scheduledAt: toInstant(SCHEDULED_MS) };
  return {
    ...claimed(n),
    channel: 'webhook',
    url: `https://hooks.example.com/${n}`,
    secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    body: JSON.stringify({ type: 'reminder.fired', data }),
    ...over,
  };
}

/** A sink that does not bear two batches at a time, as that of Kafka does not. */
function oneAtATime(sink: EventSink): EventSink {
  let isBusy = false;
  return {
    ...sink,
    async publish(batch, options) {
      if (isBusy) throw new Error('a batch is under way');
      isBusy = true;
      await new Promise((resolve) => setImmediate(resolve));
      await sink.publish(batch, options);
      isBusy = false;
    },
  };
}

interface FakeLedger extends Ledger {
  readonly claims: ClaimRequest[];
  readonly reports: ReportRequest[];
  /** Each makes the next such call fail. */
  readonly failClaims: FeedError[];
  readonly failReports: FeedError[];
}

/** Without a code: an answer of something before the edge, or none at all. */
export function refusal(
  status: number | null,
  { code = null, retryAfterMs = null }: { code?: string | null; retryAfterMs?: number | null } = {},
): FeedError {
  const retriable = status === null || status >= 500;
  return new FeedError(`refused with ${status}`, { retriable, status, code, retryAfterMs });
}

interface StageOptions {
  /** What the edge says to a claim. */
  readonly answer: (request: ClaimRequest) => readonly ReadClaimed[];
  /** What comes of a try. */
  readonly outcomeOf?: (grant: Grant) => TryOutcome | Promise<TryOutcome>;
  readonly channels?: NotifierDeps['channels'];
  readonly maxInFlight?: number;
}

/** A notifier with everything around it in memory. */
export function newNotifierStage({
  answer,
  outcomeOf = () => SENT,
  channels = ['email', 'webhook'],
  maxInFlight = 10,
}: StageOptions) {
  const clock = steppingClock();
  const broker = newMemoryBroker();
  const logged: LogEvent[] = [];
  const write = (event: LogEvent) => logged.push(event);
  const log = { debug: write, info: write, warn: write, error: write };
  const metrics = newMetrics();
  const ledger: FakeLedger = {
    claims: [],
    reports: [],
    failClaims: [],
    failReports: [],
    async claim(request): Promise<Claims> {
      ledger.claims.push(request);
      const failure = ledger.failClaims.shift();
      if (failure) throw failure;
      return { messages: answer(request), unreadable: 0 };
    },
    async report(request) {
      const failure = ledger.failReports.shift();
      if (failure) throw failure;
      ledger.reports.push(request);
    },
  };
  const tried: Grant[] = [];
  const send = async (grant: Grant) => {
    tried.push(grant);
    return await outcomeOf(grant);
  };
  const patience = new Set<() => void>();
  // Patience has no end here unless a test says so; every other wait is over at once.
  const wait: typeof clock.wait = async (ms, signal) => {
    if (ms !== PATIENCE_MS) return await clock.wait(ms, signal);
    const over = Promise.withResolvers<void>();
    patience.add(over.resolve);
    signal?.addEventListener('abort', () => over.resolve());
    if (signal?.aborted) over.resolve();
    await over.promise;
  };
  const deps: NotifierDeps = {
    source: memorySource(broker, { clock, random: () => 0.5, log }),
    deadLetters: newDeadLetters({ sink: oneAtATime(memorySink(broker, 'dead-letters')), log, metrics }),
    ledger,
    senders: { email: send, webhook: send },
    channels,
    clock: { ...clock, wait },
    random: () => 0.5,
    log,
    metrics,
    numbers: newNotifierMetrics(metrics.registry),
    consumer: 'notifier',
    maxInFlight,
    state: { refusal: null },
  };
  const placeOf = () => broker.placeOf('carillon-notifier-v1');
  return {
    broker,
    /** How many records count as read. */
    place: placeOf,
    clock,
    deps,
    ledger,
    logged,
    metrics,
    tried,
    put: (...bodies: readonly (object | string)[]) =>
      broker.append(
        bodies.map((body) => ({
          topic: 'reminders' as const,
          key: 'usr_a',
          body: typeof body === 'string' ? body : JSON.stringify(body),
          contentType: 'application/cloudevents+json',
          headers: {},
        })),
      ),
    /** Those that are waited for now have taken long. */
    losePatience() {
      for (const lose of patience) lose();
    },
    deadLetters: () => broker.records.filter(({ topic }) => topic === 'dlq.reminders'),
    /** Runs it until every record of the topic counts as read. */
    async run(): Promise<void> {
      const stop = new AbortController();
      const running = runNotifier(deps, stop.signal);
      const isRead = () => placeOf() >= broker.records.length;
      while (!isRead()) await new Promise((resolve) => setImmediate(resolve));
      stop.abort();
      await running;
    },
  };
}
