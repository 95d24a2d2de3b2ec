import type { Endpoint } from '../../contract/endpoint.ts';
import { createConversation } from './create-conversation.ts';
import { createTurn } from './create-turn.ts';
import { deleteConversation } from './delete-conversation.ts';
import { getChatSettings } from './get-chat-settings.ts';
import { getConversation } from './get-conversation.ts';
import { getSent } from './get-sent.ts';
import { listConversations } from './list-conversations.ts';
import { stopTurn } from './stop-turn.ts';
import { updateChatSettings } from './update-chat-settings.ts';

export const chatEndpoints: readonly Endpoint[] = [
  listConversations,
  createConversation,
  getConversation,
  deleteConversation,
  createTurn,
  stopTurn,
  getSent,
  getChatSettings,
  updateChatSettings,
];
