import { endpoint } from '../../contract/endpoint.ts';
import { MeSchema } from './me-answers.ts';

export const getMe = endpoint(
  {
    method: 'get',
    path: '/me',
    operationId: 'getMe',
    summary: 'Who you are, and your settings',
    section: 'Me',
    access: 'read',
    precondition: 'if-none-match',
    answer: { status: 200, description: 'You.', schema: MeSchema },
  },
  async ({ user, principal }) => {
    const settings = await user.getSettings();
    return { body: { userId: principal.userId, settings }, version: settings.version };
  },
);
