import { z } from 'zod';
import { CommandSchema } from '#core/command/command.ts';

const CommandKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
  .meta({ description: 'Its idempotency key: repeating a command under the same id does it once.' });

const [first, ...others] = CommandSchema.options.map((option) => option.extend({ id: CommandKeySchema }));
if (first === undefined) throw new TypeError('there are commands');

/** A command of a batch: any command, and the id that is its key. */
export const KeyedCommandSchema = z.discriminatedUnion('type', [first, ...others]).meta({ id: 'KeyedCommand' });
