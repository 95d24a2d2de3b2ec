import type { ChatSettingsPatch, ChatSettingsView } from '#core/chat/chat-settings.ts';
import type { Conversation, ConversationWithTurns, NewTurn } from '#core/chat/conversation.ts';
import type { Sent } from '#core/chat/sent.ts';
import type { StreamEvent } from '#core/chat/stream-event.ts';
import type { Turn } from '#core/chat/turn.ts';

/** Everything one person can do with their chat. */
export interface ChatServices {
  /** Newest first. @param before the last one of the page before */
  listConversations: (before: string | null) => Promise<ConversationList>;
  /** @param key asking again under the same one answers the same conversation */
  createConversation: (key: string | null) => Promise<Conversation>;
  /** @param before the first turn that is known; the latest ones when null. @throws AppError `not_found` */
  getConversation: (conversationId: string, before: string | null) => Promise<ConversationWithTurns>;
  /** With everything said in it; what was done in it stays done. @throws AppError `not_found` */
  deleteConversation: (conversationId: string) => Promise<void>;
  /**
   * Takes in what was said. Nothing is answered before it is run.
   *
   * @param key asking again under the same one answers the stored turn and does nothing twice
   * @throws AppError `not_found`, `key_reused`, `conflict` while the conversation is still answering
   */
  beginTurn: (conversationId: string, said: NewTurn, key: string | null) => Promise<BegunTurn>;
  /** One turn, as it is kept. @throws AppError `not_found` */
  getTurn: (conversationId: string, turnId: string) => Promise<Turn>;
  /** What went to a model in a turn. @throws AppError `not_found` when nothing did */
  getSent: (conversationId: string, turnId: string) => Promise<Sent>;
  getSettings: () => Promise<ChatSettingsView>;
  updateSettings: (patch: ChatSettingsPatch) => Promise<ChatSettingsView>;
}

export interface ConversationList {
  conversations: Conversation[];
  hasMore: boolean;
}

export interface BegunTurn {
  isReplay: boolean;
  /**
   * Answers it, or answers again what was stored. It never throws for what goes wrong on the way: that is an event.
   * The turn is stored as far as it came, also when it is stopped.
   */
  run: (emit: (event: StreamEvent) => void, signal: AbortSignal) => Promise<Turn>;
}
