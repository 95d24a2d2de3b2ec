import { ChatSettingsPatchSchema, ChatSettingsViewSchema } from '#core/chat/chat-settings.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const updateChatSettings = endpoint(
  {
    method: 'patch',
    path: '/chat/settings',
    operationId: 'updateChatSettings',
    summary: 'Switch the model on or off, or keep conversations longer',
    description:
      'Only a person who is signed in does this. Before they switch the model on, nothing goes to it. How long conversations are kept holds for all of them from then on.',
    section: 'Chat',
    access: 'session',
    body: ChatSettingsPatchSchema,
    answer: { status: 200, description: 'The settings as they are now.', schema: ChatSettingsViewSchema },
    problems: ['conflict'],
  },
  async ({ services, principal, body }) => ({ body: await services.chatFor(principal).updateSettings(body) }),
);
