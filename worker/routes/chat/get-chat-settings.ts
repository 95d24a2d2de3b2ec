import { ChatSettingsViewSchema } from '#core/chat/chat-settings.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const getChatSettings = endpoint(
  {
    method: 'get',
    path: '/chat/settings',
    operationId: 'getChatSettings',
    summary: 'See how your chat is set',
    description: 'And whether this site has a model, who it is, and how much of it you have used today.',
    section: 'Chat',
    access: 'read',
    answer: { status: 200, description: 'The settings.', schema: ChatSettingsViewSchema },
  },
  async ({ services, principal }) => ({ body: await services.chatFor(principal).getSettings() }),
);
