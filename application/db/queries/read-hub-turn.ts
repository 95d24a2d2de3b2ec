import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { LoggedEvent } from '#core/log/event.ts';
import { type Database, runBatch } from '../database.ts';
import { type EventColumns, EventColumnsSchema, eventFromColumns } from '../event-columns.ts';
import { type Position, positionFrom, selectPosition } from './read-position.ts';
import { selectEventPage } from './select-event-page.ts';

/** What a connection was opened with; a credential of `application/hub-port.ts`. */
interface HubCredential {
  kind: 'session' | 'token';
  id: string;
}

export interface HubTurnRequest {
  userId: string;
  /** The lowest place that an open socket stands at; null when none asks for events. */
  since: number | null;
  /** What the open sockets were opened with. */
  credentials: HubCredential[];
  nowMs: number;
}

/** One moment of everything a hub's turn needs. */
export interface HubTurn extends Position {
  /**
   * The user's events after `since`, in order: one page, at least one event when there is any. An event is null when
   * this version of the program cannot read it, as after going back to an older one.
   */
  events: { seq: number; event: LoggedEvent | null }[];
  /** The user's last event at or before `since`; 0 when there is none. */
  prev: number;
  /** Whoever stands below this is too far behind to be told event by event; 0 when nobody is. */
  tooFarBelow: number;
  /** When the earliest timer rings, in ms since the epoch; null when there is none. */
  nextTimerAtMs: number | null;
  /** Those of the credentials that still hold, as `kind:id`. */
  holding: ReadonlySet<string>;
}

export const MAX_EVENTS_BEHIND = 2000;
const MAX_PAGE_EVENTS = 200;

/** Reads a turn in one D1 batch, so that a credential which was revoked before an event gets no frame of it. */
export async function readHubTurn(db: Database, request: HubTurnRequest): Promise<HubTurn> {
  const { userId, since } = request;
  const [position, timers, credentials, page = [], place] = await runBatch(db, [
    selectPosition(userId),
    sql`SELECT min(fire_at) AS fireAt FROM timers WHERE user_id = ${userId} AND parked_at IS NULL`,
    selectHolding(request),
    ...(since === null ? [] : [selectEventPage(userId, since, MAX_PAGE_EVENTS), selectPlace(userId, since)]),
  ]);
  const { prev, floor } = PlaceSchema.parse(place?.[0] ?? { prev: null, floor: null });
  return {
    ...positionFrom(position),
    events: page.map((row) => readEvent(EventColumnsSchema.parse(row))),
    prev: prev ?? 0,
    tooFarBelow: floor ?? 0,
    nextTimerAtMs: TimerSchema.parse(timers?.[0]).fireAt,
    holding: new Set(
      z
        .array(HoldingSchema)
        .parse(credentials)
        .map(({ credential }) => credential),
    ),
  };
}

function readEvent(row: EventColumns) {
  try {
    return { seq: row.seq, event: eventFromColumns(row) };
  } catch {
    return { seq: row.seq, event: null };
  }
}

const PlaceSchema = z.object({ prev: z.int().nullable(), floor: z.int().nullable() });
const TimerSchema = z.object({ fireAt: z.int().nullable() });
const HoldingSchema = z.object({ credential: z.string() });

function selectHolding({ userId, credentials, nowMs }: HubTurnRequest): SQL {
  const ids = (kind: HubCredential['kind']) =>
    JSON.stringify(credentials.filter((each) => each.kind === kind).map(({ id }) => id));
  return sql`SELECT 'session:' || id AS credential FROM sessions
      WHERE id IN (SELECT value FROM json_each(${ids('session')})) AND user_id = ${userId} AND expires_at > ${nowMs}
    UNION ALL SELECT 'token:' || id FROM api_tokens
      WHERE id IN (SELECT value FROM json_each(${ids('token')})) AND user_id = ${userId} AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > ${nowMs})`;
}

function selectPlace(userId: string, since: number): SQL {
  return sql`SELECT
    (SELECT max(seq) FROM events WHERE user_id = ${userId} AND seq <= ${since}) AS prev,
    (SELECT seq FROM events WHERE user_id = ${userId} AND seq > ${since} ORDER BY seq DESC LIMIT 1 OFFSET ${MAX_EVENTS_BEHIND}) AS floor`;
}
