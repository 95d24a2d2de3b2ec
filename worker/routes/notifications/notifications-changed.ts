import { z } from 'zod';
import type { CommandDone } from '#core/command/reply.ts';
import type { Reply } from '../../contract/endpoint.ts';

export const NotificationsChangedSchema = z
  .strictObject({
    changed: z.int().nonnegative(),
    remaining: z.int().nonnegative().meta({ description: 'When not 0 there may be more: repeat the request.' }),
    seq: z.int().positive().nullable().meta({ description: 'Its place in the log; null when nothing had to change.' }),
  })
  .meta({ id: 'NotificationsChanged' });

export function notificationsChanged(done: CommandDone): Reply<z.output<typeof NotificationsChangedSchema>> {
  const { changed, remaining, seq, isReplay } = done;
  return { body: { changed, remaining, seq }, isReplay };
}
