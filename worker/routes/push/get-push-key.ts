import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import { requirePush } from './require-push.ts';

export const getPushKey = endpoint(
  {
    method: 'get',
    path: '/push/key',
    operationId: 'getPushKey',
    summary: 'What a browser subscribes to web push with',
    section: 'Push',
    access: 'session',
    answer: {
      status: 200,
      description: 'The `applicationServerKey`, in base64url.',
      schema: z.strictObject({ publicKey: z.string() }).meta({ id: 'PushKey' }),
    },
    problems: ['invalid_state'],
  },
  async ({ services }) => ({ body: { publicKey: requirePush(services).publicKey } }),
);
