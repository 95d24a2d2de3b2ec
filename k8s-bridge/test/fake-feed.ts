import { FeedError } from '#bridge/errors.ts';
import type { EventsQuery, Feed, SnapshotQuery } from '#bridge/feed/feed.ts';
import { type CloudEvent, seqOf, sequenceOf } from '#core/feed/cloud-event.ts';
import type {
  ConsumerStand,
  FeedCursor,
  FeedPage,
  FeedStatus,
  Lease,
  LeaseRequest,
  SnapshotTask,
} from '#core/feed/protocol.ts';
import { toInstant } from '#core/instant.ts';

/** What a test does to the edge that is not there, and what it sees of it. */
export interface FakeFeed extends Feed {
  /** Everything that was asked, in order, such as `events 3`. */
  readonly calls: string[];
  readonly cursor: (consumer: string) => FeedCursor;
  /** Puts events at the end of the log; their `sequence` and `epoch` are set here. */
  readonly append: (events: readonly object[]) => void;
  readonly setTasks: (tasks: readonly SnapshotTask[]) => void;
  /** What the next snapshot says before its tasks. */
  readonly setRemoved: (removed: readonly { userId: string; taskId: string }[]) => void;
  /** As a restore does: the last `count` events are gone, and the log is on another line of history. */
  readonly rewind: (count: number, epoch: string) => void;
  /** As retention does, and the lapse of a consumer that was away. */
  readonly lapse: (consumer: string) => void;
  /** Makes the next call whose name begins so fail. */
  readonly failNext: (call: string, error: Error) => void;
  readonly endLease: () => void;
}

interface Consumer {
  cursor: FeedCursor;
  stand: 'live' | 'snapshot';
  hasBegunSnapshot: boolean;
  token: string | null;
  holder: string;
  untilMs: number;
}

interface FakeFeedOptions {
  readonly nowMs: () => number;
  readonly ttlMs?: number;
  /** Whether consumers begin live, at the beginning of the log. */
  readonly isLiveAtOnce?: boolean;
}

const CONFLICT = 409;

/** An edge in memory that keeps core/feed/protocol.ts as the real one does: leases, cursors, snapshots and epochs. */
export function newFakeFeed({ nowMs, ttlMs = 15_000, isLiveAtOnce = true }: FakeFeedOptions): FakeFeed {
  const log: object[] = [];
  const calls: string[] = [];
  const consumers = new Map<string, Consumer>();
  const failures: { call: string; error: Error }[] = [];
  let tasks: readonly SnapshotTask[] = [];
  let removed: readonly { userId: string; taskId: string }[] = [];
  let epoch = 'e1';
  let tokens = 0;

  const enter = (call: string) => {
    calls.push(call);
    const index = failures.findIndex((failure) => call.startsWith(failure.call));
    const [failure] = index === -1 ? [] : failures.splice(index, 1);
    if (failure) throw failure.error;
  };
  const refuse = (code: string, status = CONFLICT): never => {
    throw new FeedError(code, { retriable: false, status, code });
  };
  const consumerOf = (name: string): Consumer => {
    const known = consumers.get(name);
    if (known) return known;
    const stand = isLiveAtOnce ? 'live' : 'snapshot';
    const fresh: Consumer = {
      cursor: { epoch, seq: 0, eventId: null },
      stand,
      hasBegunSnapshot: false,
      token: null,
      holder: '',
      untilMs: 0,
    };
    consumers.set(name, fresh);
    return fresh;
  };
  const standOf = ({ cursor, stand }: Pick<Consumer, 'cursor' | 'stand'>): ConsumerStand =>
    cursor.epoch === epoch ? stand : 'rewound';
  const holderOf = (name: string, token: string): Consumer => {
    const consumer = consumerOf(name);
    if (consumer.token !== token || consumer.untilMs <= nowMs()) refuse('lease_lost');
    if (standOf(consumer) === 'rewound') refuse('invalid_state');
    return consumer;
  };

  return {
    calls,
    cursor: (consumer) => consumerOf(consumer).cursor,
    append(events) {
      for (const event of events) log.push({ ...event, sequence: sequenceOf(log.length + 1), epoch });
    },
    setTasks(next) {
      tasks = next;
    },
    setRemoved(next) {
      removed = next;
    },
    rewind(count, next) {
      log.splice(log.length - count);
      epoch = next;
      for (const consumer of consumers.values()) consumer.token = null;
    },
    lapse(consumer) {
      Object.assign(consumerOf(consumer), { stand: 'snapshot', hasBegunSnapshot: false });
    },
    failNext(call, error) {
      failures.push({ call, error });
    },
    endLease() {
      for (const consumer of consumers.values()) consumer.untilMs = 0;
    },
    async lease({ consumer: name, holder, token, resync }: LeaseRequest): Promise<Lease> {
      enter(`lease${token === undefined ? '' : ' renew'}${resync ? ' resync' : ''}`);
      const consumer = consumerOf(name);
      const isFree = consumer.token === null || consumer.untilMs <= nowMs();
      if (token === undefined && !isFree) refuse('lease_held');
      if (token !== undefined && consumer.token !== token) refuse('lease_lost');
      tokens += token === undefined ? 1 : 0;
      consumer.token = token ?? `lease-${tokens}`;
      consumer.holder = holder;
      consumer.untilMs = nowMs() + ttlMs;
      if (resync && standOf(consumer) === 'rewound') {
        Object.assign(consumer, { stand: 'snapshot', hasBegunSnapshot: false });
        consumer.cursor = { epoch, seq: 0, eventId: null };
      }
      return { token: consumer.token, ttlMs, stand: standOf(consumer), cursor: consumer.cursor };
    },
    async release({ consumer: name, token }) {
      enter('release');
      const consumer = consumerOf(name);
      if (consumer.token === token) consumer.token = null;
    },
    async events({ consumer: name, after, limit, lease }: EventsQuery): Promise<FeedPage> {
      enter(`events ${after}${lease === undefined ? ' ahead' : ''}`);
      if (lease !== undefined) {
        const consumer = holderOf(name, lease);
        if (consumer.stand === 'snapshot' && !consumer.hasBegunSnapshot) refuse('gone', 410);
        consumer.stand = 'live';
        if (after > consumer.cursor.seq) consumer.cursor = { epoch, seq: after, eventId: null };
      }
      const events = log.slice(after, after + limit);
      // What is no event travels too: that is what some tests are about.
      return { epoch, events: events as CloudEvent[], next: after + events.length, head: log.length };
    },
    async snapshot({ consumer: name, lease, after, limit }: SnapshotQuery) {
      enter(`snapshot ${after ?? 'first'}`);
      const consumer = holderOf(name, lease);
      if (after !== null && !consumer.hasBegunSnapshot) refuse('gone', 410);
      if (after === null)
        Object.assign(consumer, { hasBegunSnapshot: true, cursor: { epoch, seq: log.length, eventId: null } });
      const frame = { epoch, seq: consumer.cursor.seq, source: '/carillon/test' };
      if (after === null && removed.length > 0) return { ...frame, removed: [...removed], tasks: [], next: '0' };
      const from = Number(after ?? 0);
      const page = tasks.slice(from, from + limit);
      const next = from + limit < tasks.length ? String(from + limit) : null;
      return { ...frame, removed: [], tasks: page, next };
    },
    async status(): Promise<FeedStatus> {
      enter('status');
      const all = [...consumers].map(([consumer, { cursor, stand, holder, ...each }]) => ({
        consumer,
        stand: standOf({ cursor, stand }),
        seq: cursor.seq,
        lagEvents: log.length - cursor.seq,
        lagMs: log.length > cursor.seq ? 1_000 : null,
        holder: each.token === null ? null : holder,
        leasedUntil: toInstant(Math.max(0, each.untilMs)),
        lastSeenAt: toInstant(0),
      }));
      return { epoch, head: log.length, prunedThrough: 0, listeners: 0, consumers: all };
    },
  };
}

/** The seqs of records, in their order. */
export function seqsOf(bodies: readonly (string | null)[]): number[] {
  return bodies.map((body) => seqOf(JSON.parse(body ?? 'null')));
}
