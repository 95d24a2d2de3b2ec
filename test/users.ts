import { env } from 'cloudflare:workers';
import { type Database, openDatabase } from '#application/db/database.ts';
import { type Meter, newMeter } from '#application/db/strict-d1.ts';
import { executeCommands, type KeyedCommand } from '#application/use-cases/execute-commands.ts';
import { provisionAccount } from '#application/use-cases/provision-account.ts';
import { type CommandInput, CommandSchema } from '#core/command/command.ts';
import type { CommandDone, CommandReply } from '#core/command/reply.ts';
import { realEffects } from './effects.ts';

const actor = { kind: 'user', client: 'test', conversation: null } as const;

/** A user of their own for one test, with short words for what tests do all the time. */
export interface TestUser {
  id: string;
  db: Database;
  meter: Meter;
  /** Executes one command without a key; answers whatever comes. */
  run: (input: CommandInput) => Promise<CommandReply>;
  /** The same, for commands that must succeed. */
  done: (input: CommandInput) => Promise<CommandDone>;
  batch: (
    commands: KeyedCommand[],
    options?: { isAtomic?: boolean; correlationId?: string },
  ) => Promise<CommandReply[]>;
}

export async function newUser(options: { zone?: string } = {}): Promise<TestUser> {
  const effects = realEffects();
  const meter = newMeter();
  const db = openDatabase(env.DB, meter);
  const id = effects.newId('user');
  await provisionAccount(db, effects, { userId: id, zone: options.zone ?? 'Europe/Berlin', locale: 'en', actor });
  const batch: TestUser['batch'] = (commands, { isAtomic = false, correlationId } = {}) => {
    return executeCommands(db, effects, { userId: id, actor, trace: null, commands, isAtomic, correlationId });
  };
  const run: TestUser['run'] = async (input) => {
    const [reply] = await batch([{ key: null, command: CommandSchema.parse(input) }]);
    if (!reply) throw new Error('no reply');
    return reply;
  };
  const done: TestUser['done'] = async (input) => {
    const reply = await run(input);
    if (reply.status === 'refused') throw new Error(`${input.type} was refused: ${reply.code} ${reply.detail}`);
    return reply;
  };
  return { id, db, meter, run, done, batch };
}
