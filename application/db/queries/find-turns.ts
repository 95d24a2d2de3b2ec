import { and, desc, eq, isNotNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import { ChatEventSchema } from '#core/chat/chat-event.ts';
import { type NewTurn, NewTurnSchema } from '#core/chat/conversation.ts';
import { type Sent, SentSchema } from '#core/chat/sent.ts';
import type { Turn } from '#core/chat/turn.ts';
import { chatTurns } from '../chat-schema.ts';
import type { Database } from '../database.ts';

const EventsSchema = z.array(ChatEventSchema);
const columns = {
  id: chatTurns.id,
  conversationId: chatTurns.conversationId,
  position: chatTurns.position,
  text: chatTurns.text,
  request: chatTurns.request,
  events: chatTurns.events,
  engine: chatTurns.engine,
  startedAt: chatTurns.startedAt,
  endedAt: chatTurns.endedAt,
  // What was sent is long and seldom looked at: only whether there is something.
  isSent: isNotNull(chatTurns.sent).mapWith(Boolean),
};

export interface FoundTurn {
  turn: Turn;
  position: number;
  /** What was asked for, as it came. */
  request: NewTurn;
}

export function selectTurn(db: Database, userId: string, turnId: string) {
  return db
    .select(columns)
    .from(chatTurns)
    .where(and(eq(chatTurns.userId, userId), eq(chatTurns.id, turnId)));
}

/** A turn of a user; null when there is none under that id. */
export async function findTurn(db: Database, userId: string, turnId: string): Promise<FoundTurn | null> {
  return turnFrom(await selectTurn(db, userId, turnId));
}

export function turnFrom([row]: Awaited<ReturnType<typeof selectTurn>>): FoundTurn | null {
  return row ? turnFromRow(row) : null;
}

/** The latest turns of a conversation, or the latest before a place in it; oldest first. */
export async function listTurns(
  db: Database,
  userId: string,
  { conversationId, before, limit }: { conversationId: string; before: number | null; limit: number },
): Promise<FoundTurn[]> {
  const rows = await db
    .select(columns)
    .from(chatTurns)
    .where(
      and(
        eq(chatTurns.userId, userId),
        eq(chatTurns.conversationId, conversationId),
        before === null ? undefined : lt(chatTurns.position, before),
      ),
    )
    .orderBy(desc(chatTurns.position))
    .limit(limit);
  return rows.map(turnFromRow).reverse();
}

/** What went to a model in a turn; null when nothing did, or there is no such turn. */
export async function findSent(
  db: Database,
  userId: string,
  { conversationId, turnId }: { conversationId: string; turnId: string },
): Promise<Sent | null> {
  const [row] = await db
    .select({ sent: chatTurns.sent })
    .from(chatTurns)
    .where(and(eq(chatTurns.userId, userId), eq(chatTurns.id, turnId), eq(chatTurns.conversationId, conversationId)));
  return SentSchema.nullable().parse(row?.sent ?? null);
}

type Row = Omit<typeof chatTurns.$inferSelect, 'userId' | 'sent'> & { isSent: boolean };

function turnFromRow({ position, request, events, ...turn }: Row): FoundTurn {
  return {
    turn: { ...turn, events: EventsSchema.parse(events) },
    position,
    request: NewTurnSchema.parse(request),
  };
}
