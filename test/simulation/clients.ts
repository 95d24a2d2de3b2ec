import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import type { Effects } from '#application/effects.ts';
import type { HubPort } from '#application/hub-port.ts';
import { createUserServices } from '#application/user-services.ts';
import type { UserCommand } from '#core/command/command.ts';
import type { CommandReply } from '#core/command/reply.ts';
import { AppError } from '#core/errors.ts';
import type { NewId } from '#core/ids.ts';
import type { Kernel } from './kernel.ts';
import type { Life, Pace } from './life.ts';
import type { Machine } from './machine.ts';
import type { Issued, Judge } from './model/judge.ts';
import type { Nemesis } from './nemesis.ts';

export interface ClientsDeps {
  kernel: Kernel;
  nemesis: Nemesis;
  judge: Judge;
  newId: NewId;
  machine: Machine;
  database: (life: Life) => D1Database;
  effects: (life: Life) => Effects;
  hub: (life: Life) => HubPort;
  trace: (userId: string, text: string) => void;
}

const ACTOR = { kind: 'user', client: 'simulation', conversation: null } as const;
const SECOND_MS = 1000;
const TIMEOUT_MS = 30 * SECOND_MS;
const MAX_TRIES = 8;

/** The devices: each gives its commands to the real services, and repeats one under its key until it knows what came of it. */
export function createClients(deps: ClientsDeps) {
  const { kernel, nemesis, judge, trace } = deps;
  const counts = { tries: 0, done: 0, refused: 0, gaveUp: 0 };

  /** One request; rejects when there is no answer. */
  const ask = async (userId: string, key: string, command: UserCommand, issued: Issued, pace: Pace) => {
    counts.tries += 1;
    const life = deps.machine.begin(userId, pace);
    if (life === null) throw new Error('nobody answers');
    const correlationId = deps.newId('correlation');
    judge.issued.set(correlationId, issued);
    const services = createUserServices({
      db: openDatabase(deps.database(life), newMeter()),
      effects: deps.effects(life),
      caller: { userId, actor: ACTOR, trace: null },
      // What the Worker does after its answer. A nudge that fails is only logged.
      onCommit: (news) =>
        void deps
          .hub(life)
          .nudge(userId, news)
          .catch(() => undefined),
    });
    const answer = Promise.withResolvers<CommandReply>();
    kernel.at(kernel.nowMs() + TIMEOUT_MS, () => answer.reject(new Error('no answer in time')));
    services.execute([{ key, command }], { correlationId }).then(([reply]) => {
      if (reply) answer.resolve(reply);
    }, answer.reject);
    const reply = await answer.promise;
    if (nemesis.chance('answerLost')) throw new Error('the answer is lost');
    return reply;
  };

  const send = async (userId: string, command: UserCommand, hurry: 'in the second' | 'some time'): Promise<void> => {
    const key = deps.newId('request');
    // Whatever is tried how often stands for one wish, which may come true once.
    const issued: Issued = { userId, command, appliedAt: null };
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      const pace = hurry === 'in the second' && nemesis.coin() ? 'crawling' : nemesis.pace();
      try {
        return judgeReply(await ask(userId, key, command, issued, pace), issued);
      } catch (error) {
        const isBroken = error instanceof AppError ? !['unavailable', 'conflict'].includes(error.code) : isBug(error);
        if (isBroken) judge.complain('threw', userId, `${command.type}: ${String(error)}`);
        trace(userId, `${command.type} got no answer: ${String(error)}`);
      }
      await kernel.sleep(nemesis.int(1, 20) * SECOND_MS * 3 ** tries);
    }
    counts.gaveUp += 1;
  };

  const judgeReply = (reply: CommandReply, issued: Issued): void => {
    const { userId, command } = issued;
    if (reply.status === 'refused') {
      counts.refused += 1;
      trace(userId, `${JSON.stringify(command)} was refused: ${reply.code}`);
      if (issued.appliedAt !== null) judge.complain('decided', userId, `${command.type} was refused and is there`);
      return;
    }
    counts.done += 1;
    if (reply.changed > 0 && issued.appliedAt === null)
      judge.complain('decided', userId, `${command.type} was answered with success and is not there`);
  };

  return {
    send: (userId: string, command: UserCommand, hurry: 'in the second' | 'some time') =>
      void send(userId, command, hurry),
    counts,
  };
}

/** Faults of the simulation say what they are; anything else that is thrown is a mistake of the program. */
function isBug(error: unknown): boolean {
  return !(error instanceof Error) || !/^(?:nobody answers|no answer in time|the answer is lost)$/.test(error.message);
}
