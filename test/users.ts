import { env } from 'cloudflare:workers';
import { type Database, openDatabase } from '#application/db/database.ts';
import { type Meter, newMeter } from '#application/db/strict-d1.ts';
import type { Effects } from '#application/effects.ts';
import { executeCommands, type KeyedCommand } from '#application/use-cases/execute-commands.ts';
import { provisionAccount } from '#application/use-cases/provision-account.ts';
import { type CommandInput, CommandSchema } from '#core/command/command.ts';
import type { CommandDone, CommandReply } from '#core/command/reply.ts';
import { realEffects } from './effects.ts';

const actor = { kind: 'user', client: 'test', conversation: null } as const;

/** What a test may put in place of the real thing. */
export interface Surroundings {
  d1?: D1Database;
  effects?: Partial<Effects>;
}

/** A user of their own for one test, with short words for what tests do all the time. */
export interface TestUser {
  id: string;
  /** For looking at what is there. */
  db: Database;
  meter: Meter;
  /** What the latest execution cost: each has a meter of its own, as each request has. */
  cost: () => Meter;
  /** Executes one command without a key; answers whatever comes. */
  run: (input: CommandInput) => Promise<CommandReply>;
  /** The same, for commands that must succeed. */
  done: (input: CommandInput) => Promise<CommandDone>;
  batch: (
    commands: KeyedCommand[],
    options?: { isAtomic?: boolean; correlationId?: string },
  ) => Promise<CommandReply[]>;
  /** The same user at another device, whose database or effects a test controls. */
  at: (surroundings: Surroundings) => TestUser;
}

export async function newUser(options: Surroundings & { zone?: string } = {}): Promise<TestUser> {
  const effects = { ...realEffects(), ...options.effects };
  const id = realEffects().newId('user');
  const account = { userId: id, zone: options.zone ?? 'Europe/Berlin', locale: 'en', actor };
  await provisionAccount(openDatabase(env.DB, newMeter()), effects, account);
  return openUser(id, options);
}

/** Somebody who is there already. */
export function openUser(id: string, { d1 = env.DB, effects: own = {} }: Surroundings = {}): TestUser {
  const effects = { ...realEffects(), ...own };
  const meter = newMeter();
  const db = openDatabase(env.DB, meter);
  let latest = newMeter();
  const batch: TestUser['batch'] = (commands, { isAtomic = false, correlationId } = {}) => {
    latest = newMeter();
    const request = { userId: id, actor, trace: null, commands, isAtomic, correlationId };
    return executeCommands(openDatabase(d1, latest), effects, request);
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
  const at: TestUser['at'] = (surroundings) => openUser(id, surroundings);
  return { id, db, meter, cost: () => latest, run, done, batch, at };
}
