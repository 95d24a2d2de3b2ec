import { AppError } from '#core/errors.ts';
import { fasterPace, slowerPace } from '#core/feed/pace.ts';
import type { FeedCursor, Lease } from '#core/feed/protocol.ts';
import type { SinkRecord } from '#core/feed/sink-record.ts';
import { byteLength } from '#core/text/text-schema.ts';
import { RecordsRefused, SinkUnavailable } from '../../mirror-port.ts';
import { leaseFeed } from '../feed/lease-feed.ts';
import type { MirrorDeps } from './mirror-deps.ts';

/** A turn's hold on the consumer. */
export interface MirrorSession {
  readonly stand: Lease['stand'];
  readonly cursor: FeedCursor;
  /** The token of the lease, renewed when a third of it is gone. */
  readonly lease: () => Promise<string>;
  /** Sends records in their order, as calls that a sink takes; only under the lease, each with less time than is left. */
  readonly publish: (records: readonly SinkRecord[]) => Promise<void>;
  /** How many events, or tasks, the next page is to have. */
  readonly pageEvents: () => number;
  /** A whole page has been published: the next one may be larger. */
  readonly noteTaken: () => void;
}

const HOLDER = 'edge/push';
const MAX_SEND_MS = 10_000;
// A request may need a moment to stop after its time.
const SAFETY_MS = 1_000;
/** What the produce call of the ingress takes at once. */
const MAX_CALL_RECORDS = 1_000;
/** Text within text can come to twice as much, and the ingress takes 4 MiB with all that is around it. */
const MAX_CALL_BYTES = 1024 * 1024;

/**
 * Takes the lease, or renews that of the turn before.
 *
 * @param mostEvents in a page, for a sink that is quick enough
 * @throws AppError `lease_held` or `lease_lost` when somebody else has it
 */
export async function openMirrorSession(deps: MirrorDeps, mostEvents: number): Promise<MirrorSession> {
  const { monotonicMs, memory, consumer, sink } = deps;
  const take = async () => {
    const askedMs = monotonicMs();
    const { token } = memory.read();
    const lease = await leaseFeed(deps.openFeed(), {
      consumer,
      holder: HOLDER,
      resync: false,
      ...(token !== null && { token }),
    });
    // Written down at once: without it whoever comes after a crash would wait for the end of the lease.
    if (lease.token !== token) memory.write({ ...memory.read(), token: lease.token });
    return { ...lease, endsAtMs: askedMs + lease.ttlMs };
  };
  let held = await take();
  const first = held;
  const keep = async () => {
    if (held.endsAtMs - monotonicMs() > (held.ttlMs * 2) / 3) return;
    held = await take();
    if (held.cursor.epoch !== first.cursor.epoch || held.stand === 'rewound')
      throw new AppError('unavailable', 'The log was restored to an earlier point.');
  };
  const pageEvents = () => Math.min(mostEvents, memory.read().pageEvents ?? mostEvents);
  const setPace = (events: number) => {
    const next = events < mostEvents ? events : null;
    const state = memory.read();
    if (state.pageEvents !== next) memory.write({ ...state, pageEvents: next });
  };
  return {
    stand: first.stand,
    cursor: first.cursor,
    async lease() {
      await keep();
      return held.token;
    },
    async publish(records) {
      for (const call of calls(records)) {
        await keep();
        const timeoutMs = Math.min(MAX_SEND_MS, held.endsAtMs - SAFETY_MS - monotonicMs());
        if (timeoutMs <= 0) throw new SinkUnavailable('the lease is too short to send anything under it');
        try {
          await sink.publish(call, timeoutMs);
        } catch (error) {
          if (!(error instanceof RecordsRefused)) setPace(slowerPace(pageEvents()));
          throw error;
        }
      }
    },
    pageEvents,
    noteTaken: () => setPace(fasterPace(pageEvents(), mostEvents)),
  };
}

/** Whether an error says that somebody else holds the consumer. */
export function isRefusedLease(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'lease_held' || error.code === 'lease_lost');
}

function* calls(records: readonly SinkRecord[]): Generator<SinkRecord[]> {
  let call: SinkRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const own = byteLength(record.body ?? '');
    if (call.length > 0 && (call.length >= MAX_CALL_RECORDS || bytes + own > MAX_CALL_BYTES)) {
      yield call;
      call = [];
      bytes = 0;
    }
    call.push(record);
    bytes += own;
  }
  if (call.length > 0) yield call;
}
