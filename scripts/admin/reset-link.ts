import { z } from 'zod';
import { adminCommand } from './admin-command.ts';

export const resetLink = adminCommand({
  words: ['reset-link'],
  takes: 'EMAIL',
  does: 'prints a link that sets a new password, once, for an hour',
  count: 1,
  async run(ask, [email]) {
    const { url } = await ask('/reset-links', z.object({ url: z.string() }), { email });
    console.log(url);
  },
});
