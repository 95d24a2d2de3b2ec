import type { ChatSettingsView } from '#core/chat/chat-settings.ts';
import type { Conversation, ConversationWithTurns } from '#core/chat/conversation.ts';
import type { StreamEvent } from '#core/chat/stream-event.ts';
import { deriveId } from '#core/derive-id.ts';
import { AppError } from '#core/errors.ts';
import { runBatch } from '../db/database.ts';
import { findChatSettings } from '../db/queries/find-chat-settings.ts';
import { findConversation, listConversations } from '../db/queries/find-conversations.ts';
import { findSent, findTurn, listTurns } from '../db/queries/find-turns.ts';
import { saveChatSettings } from '../db/queries/write-chat-settings.ts';
import { deleteConversation, insertConversation, keepConversations } from '../db/queries/write-conversation.ts';
import { beginTurn } from './begin-turn.ts';
import type { ChatDeps } from './chat-deps.ts';
import type { ChatServices, ConversationList } from './chat-services.ts';
import { requireConversation } from './require-conversation.ts';
import { runTurn } from './run-turn.ts';

const MAX_CONVERSATIONS = 1000;
const CONVERSATIONS_PAGE = 50;
const TURNS_PAGE = 100;

/** The chat of one user. */
export function createChatServices(deps: ChatDeps): ChatServices {
  const { db, userId } = deps;
  return {
    listConversations: (before) => list(deps, before),
    createConversation: (key) => create(deps, key),
    getConversation: (id, before) => get(deps, id, before),
    async deleteConversation(id) {
      const results = await runBatch(db, deleteConversation(userId, id));
      if (results.at(-1)?.length === 0) throw new AppError('not_found', `There is no conversation ${id}.`);
    },
    async beginTurn(conversationId, said, key) {
      const begun = await beginTurn(deps, conversationId, said, key);
      return {
        isReplay: begun.isReplay,
        async run(emit, signal) {
          const { id, text, events } = begun.isReplay ? begun.turn : begun.taken.turn;
          const first: StreamEvent = { type: 'turn', id, conversationId, text };
          emit(first);
          if (!begun.isReplay) return await runTurn(deps, begun.taken, emit, signal);
          for (const event of events) emit(event);
          return begun.turn;
        },
      };
    },
    async getTurn(conversationId, turnId) {
      await requireConversation(deps, conversationId);
      const found = await findTurn(db, userId, turnId);
      if (found?.turn.conversationId !== conversationId) {
        throw new AppError('not_found', `There is no turn ${turnId} in this conversation.`);
      }
      return found.turn;
    },
    async getSent(conversationId, turnId) {
      await requireConversation(deps, conversationId);
      const sent = await findSent(db, userId, { conversationId, turnId });
      if (sent === null) throw new AppError('not_found', 'Nothing went to a model in this turn.');
      return sent;
    },
    getSettings: () => view(deps),
    async updateSettings(patch) {
      if (patch.isModelOn === true && deps.model === null) {
        throw new AppError('invalid_state', 'This site has no model that could be switched on.');
      }
      const keep = patch.keepDays === undefined ? [] : [keepConversations(userId, patch.keepDays)];
      await runBatch(db, [saveChatSettings(userId, patch), ...keep]);
      return await view(deps);
    },
  };
}

async function list({ db, userId, effects }: ChatDeps, before: string | null): Promise<ConversationList> {
  const now = effects.now();
  const last = before === null ? null : await findConversation(db, userId, { id: before, now });
  if (before !== null && last === null) throw new AppError('not_found', `There is no conversation ${before}.`);
  const found = await listConversations(db, userId, {
    now,
    before: last?.conversation ?? null,
    limit: CONVERSATIONS_PAGE + 1,
  });
  return { conversations: found.slice(0, CONVERSATIONS_PAGE), hasMore: found.length > CONVERSATIONS_PAGE };
}

async function create(deps: ChatDeps, key: string | null): Promise<Conversation> {
  const { db, userId, effects } = deps;
  const now = effects.now();
  const id = key === null ? effects.newId('conversation') : deriveId('conversation', userId, key);
  const conversation = { id, title: '', createdAt: now, updatedAt: now };
  const { keepDays } = await findChatSettings(db, userId);
  const [made = []] = await runBatch(db, [
    insertConversation(userId, conversation, { keepDays, max: MAX_CONVERSATIONS }),
  ]);
  if (made.length > 0) return conversation;
  const earlier = await findConversation(db, userId, { id, now });
  if (earlier) return earlier.conversation;
  throw new AppError('limit_reached', `There are ${MAX_CONVERSATIONS} conversations already. Delete some first.`);
}

async function get(deps: ChatDeps, id: string, before: string | null): Promise<ConversationWithTurns> {
  const { db, userId } = deps;
  const { conversation } = await requireConversation(deps, id);
  const at = before === null ? null : await findTurn(db, userId, before);
  if (before !== null && at?.turn.conversationId !== id) {
    throw new AppError('not_found', `There is no turn ${before} in this conversation.`);
  }
  const found = await listTurns(db, userId, {
    conversationId: id,
    before: at?.position ?? null,
    limit: TURNS_PAGE + 1,
  });
  const turns = found.slice(-TURNS_PAGE).map(({ turn }) => turn);
  return { conversation, turns, hasEarlier: found.length > TURNS_PAGE };
}

async function view({ db, userId, model, effects }: ChatDeps): Promise<ChatSettingsView> {
  const { isModelOn, keepDays, usedOn, requestsUsed, tokensUsed } = await findChatSettings(db, userId);
  const isToday = usedOn === effects.now().slice(0, 10);
  return {
    settings: { isModelOn, keepDays },
    offered: model?.offered ?? null,
    budget: model && {
      requests: model.limits.requests,
      requestsUsed: isToday ? requestsUsed : 0,
      tokens: model.limits.tokens,
      tokensUsed: isToday ? tokensUsed : 0,
    },
  };
}
