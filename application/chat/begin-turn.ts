import type { Choice } from '#core/chat/choice.ts';
import { conversationTitle, type NewTurn } from '#core/chat/conversation.ts';
import type { Turn } from '#core/chat/turn.ts';
import { deriveId } from '#core/derive-id.ts';
import { AppError } from '#core/errors.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import { isEqualJson } from '#core/json.ts';
import { ChangeOutputSchema } from '#core/tools/change-output.ts';
import { classifyD1Error } from '../db/d1-failure.ts';
import { chatSettingsFrom, selectChatSettings } from '../db/queries/find-chat-settings.ts';
import { conversationFrom, selectConversation } from '../db/queries/find-conversations.ts';
import { selectSettings } from '../db/queries/find-settings.ts';
import { type FoundTurn, findTurn, selectTurn, turnFrom } from '../db/queries/find-turns.ts';
import { listWithCount, selectLists } from '../db/queries/list-lists.ts';
import { touchConversation } from '../db/queries/write-conversation.ts';
import { insertTurn } from '../db/queries/write-turn.ts';
import { settingsFromRow } from '../db/settings-row.ts';
import type { ChatDeps } from './chat-deps.ts';
import { noConversation } from './require-conversation.ts';
import type { TakenTurn } from './run-turn.ts';

/** Longer than a turn can take: one that has not ended by then never will, because its request was cut off. */
const MAX_TURN_MS = 15 * 60_000;
const MAX_TURNS = 2000;

export type Begun = { isReplay: true; turn: Turn } | { isReplay: false; taken: TakenTurn };

/**
 * Takes in what was said, at the end of its conversation.
 *
 * @throws AppError `not_found`, `key_reused`, `limit_reached`, `conflict` while the conversation is still answering
 */
export async function beginTurn(
  deps: ChatDeps,
  conversationId: string,
  said: NewTurn,
  key: string | null,
): Promise<Begun> {
  const { userId, effects } = deps;
  const id = key === null ? effects.newId('turn') : deriveId('turn', userId, key);
  const chosen = 'choice' in said ? await requireChoice(deps, conversationId, said.choice) : null;
  const text = 'text' in said ? said.text : (chosen?.utterance ?? '');
  const turn: Turn = {
    id,
    conversationId,
    text,
    events: [],
    engine: null,
    isSent: false,
    startedAt: effects.now(),
    endedAt: null,
  };
  const { dialogue, earlier, position, ...known } = await takeIn(deps, turn, said);
  if (earlier !== null) return { isReplay: true, turn: answeredBefore(deps, earlier, conversationId, said) };
  if (dialogue === null) throw noConversation(conversationId);
  if (position === null) throw notNow();
  return { isReplay: false, taken: { turn, position, chosen, dialogue, ...known } };
}

/**
 * Takes the turn in, and reads what has to be known to answer it, in one way to the database.
 *
 * @returns no position where it was not taken in, which a turn of before is not, nor one without a conversation
 */
async function takeIn({ db, userId }: ChatDeps, turn: Turn, said: NewTurn) {
  const { id: turnId, conversationId, text, startedAt } = turn;
  const busySince = toInstant(toEpochMs(startedAt) - MAX_TURN_MS);
  const touched = { id: conversationId, turnId, title: conversationTitle(text), now: startedAt };
  try {
    const [conversations, turns, chatSettings, settings, lists, [taken]] = await db.batch([
      selectConversation(db, userId, { id: conversationId, now: startedAt }),
      selectTurn(db, userId, turnId),
      selectChatSettings(db, userId),
      selectSettings(db, userId),
      selectLists(db, userId),
      insertTurn(db, userId, turn, { request: said, busySince, max: MAX_TURNS }),
      touchConversation(db, userId, touched),
    ]);
    return {
      dialogue: conversationFrom(conversations)?.dialogue ?? null,
      earlier: turnFrom(turns),
      isModelOn: chatSettingsFrom(chatSettings).isModelOn,
      settings: settingsFromRow(settings[0]),
      lists: lists.map(listWithCount),
      position: taken?.position ?? null,
    };
  } catch (error) {
    // Drizzle wraps what D1 says.
    if (classifyD1Error(error) !== 'conflict') throw error;
    throw notNow();
  }
}

function notNow(): AppError {
  return new AppError(
    'conflict',
    'This conversation is still answering, or has become too long. Wait, or begin another.',
  );
}

/** The turn of an earlier request under the same key. */
function answeredBefore(
  { effects }: ChatDeps,
  { turn, request }: FoundTurn,
  conversationId: string,
  said: NewTurn,
): Turn {
  if (turn.conversationId !== conversationId || !isEqualJson(request, said)) {
    throw new AppError('key_reused', 'This key was used for something else that was said. Choose a fresh one.');
  }
  if (turn.endedAt !== null) return turn;
  if (toEpochMs(effects.now()) - toEpochMs(turn.startedAt) < MAX_TURN_MS) {
    throw new AppError('conflict', 'This is still being answered. Ask again in a moment.');
  }
  return { ...turn, events: [...turn.events, { type: 'done', end: 'failed', correlationIds: doneBy(turn) }] };
}

/** What takes back what a turn did that never came to its end, the latest first. */
function doneBy({ events }: Turn): string[] {
  const ids = events.flatMap((event) => {
    const output = event.type === 'tool' && event.result?.isRefused === false ? event.result.output : null;
    const change = ChangeOutputSchema.safeParse(output);
    return change.success && change.data.correlationId !== null ? [change.data.correlationId] : [];
  });
  return [...new Set(ids.reverse())];
}

async function requireChoice(
  { db, userId }: ChatDeps,
  conversationId: string,
  { turnId, index }: { turnId: string; index: number },
): Promise<Choice> {
  const found = await findTurn(db, userId, turnId);
  const choices =
    found?.turn.conversationId === conversationId
      ? found.turn.events.flatMap((event) => (event.type === 'choices' ? event.choices : []))
      : [];
  const choice = choices[index];
  if (!choice) throw new AppError('not_found', 'There is no such choice in this conversation.');
  return choice;
}
