import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import { streamText } from './stream-text.ts';

export const exportAccount = endpoint(
  {
    method: 'get',
    path: '/account/export',
    operationId: 'exportAccount',
    summary: 'Download everything as one JSON document',
    description:
      'Settings, lists, tasks (the trash included) and the whole history, streamed. Works for accounts of any size.',
    section: 'Account',
    access: 'read',
    answer: {
      status: 200,
      description: 'The document.',
      schema: z.looseObject({ format: z.string() }).meta({ id: 'Export' }),
    },
  },
  async ({ user, services }) => {
    const day = services.effects.now().slice(0, 10);
    const headers = {
      'Content-Type': 'application/json',
      'Content-Disposition': `attachment; filename="carillon-${day}.json"`,
      'Cache-Control': 'no-store',
    };
    return { response: new Response(streamText(user.exportAll()), { headers }) };
  },
);
