import { useSyncExternalStore } from 'react';
import { newId } from '../commands/mint-id.ts';
import { chatApi } from './chat-api.ts';
import { type ChatState, createChatStore, NEW_CHAT } from './chat-store.ts';

const PAUSE_MS = 400;

/** One for the window. On the server nothing is ever said, so it stays empty there. */
export const chatStore = createChatStore({
  api: chatApi,
  newKey: () => newId('request'),
  pause: () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS)),
});

export function useChat(): ChatState {
  return useSyncExternalStore(chatStore.subscribe, chatStore.getState, () => NEW_CHAT);
}
