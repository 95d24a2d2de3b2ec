import { type RouteConfigEntry, route } from '@react-router/dev/routes';

/** The chat, with and without a conversation. */
export const chatRoutes: RouteConfigEntry[] = [route('chat/:conversationId?', 'routes/chat/chat-page.tsx')];
