import { z } from 'zod';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import type { Effects } from '#application/effects.ts';
import type { HubPort } from '#application/hub-port.ts';
import { claimMessages } from '#application/use-cases/notifier/claim-messages.ts';
import type { Links } from '#application/use-cases/notifier/compose-message.ts';
import { reportMessage } from '#application/use-cases/notifier/report-message.ts';
import type { Granted, TryOutcome } from '#core/delivery/notifier-protocol.ts';
import { AppError } from '#core/errors.ts';
import type { Kernel } from './kernel.ts';
import type { Life } from './life.ts';
import type { Machine } from './machine.ts';
import type { MemoryD1 } from './memory-d1.ts';
import type { DeliveryJudge, Grant, Tried } from './model/delivery-judge.ts';
import { noticeAfter } from './model/delivery-state.ts';
import { firingAfter, type Logged } from './model/logged.ts';
import type { Complain } from './model/promises.ts';
import type { Fault, Nemesis } from './nemesis.ts';
import type { Prng } from './prng.ts';

export interface NotifierDeps {
  kernel: Kernel;
  nemesis: Nemesis;
  /** Of its own, so that what it draws changes nothing for the others. */
  prng: Prng;
  machine: Machine;
  memory: MemoryD1;
  judge: DeliveryJudge;
  database: (life: Life) => D1Database;
  effects: (life: Life) => Effects;
  hub: (life: Life) => HubPort;
  trace: (userId: string, text: string) => void;
  complain: Complain;
}

type Wake = { userId: string; deliveryOf: { firingId: string } | { messageId: string } };
type Call<Value> = (deps: Parameters<typeof reportMessage>[0]) => Promise<Value>;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** As the lease is counted (`core/delivery/notifier-protocol.ts`): two minutes. */
const LEASE_MS = 2 * MINUTE_MS;
const CALL_TIMEOUT_MS = 30 * SECOND_MS;
const MAX_TRIES = 5;
const RETRY_AFTER_MS = [null, null, null, 30 * SECOND_MS, 20 * MINUTE_MS, 3 * 60 * MINUTE_MS] as const;
const LinesSchema = z.tuple([
  z.object({ destination: z.string(), lines: z.string().transform((text) => PairsSchema.parse(JSON.parse(text))) }),
]);
const PairsSchema = z.array(z.tuple([z.string(), z.string()]));
/** Nothing that is sealed is opened, and nothing is signed: that takes real time. */
const LINKS: Links = {
  origin: 'https://carillon.example',
  unsubscribe: async () => 'token',
  openSecret: async () => null,
};

/**
 * The notifiers of a cluster, any number of them: each wake-up of the log is taken care of on its own. They come late,
 * twice or not at all, die with a message in their hands, before or after it was sent, and report late, twice or never;
 * the other side refuses, or takes a message and is not heard.
 */
export function createNotifier(deps: NotifierDeps) {
  const { kernel, nemesis, prng, judge, trace } = deps;
  const chance = (fault: Fault) => nemesis.chance(fault, prng);

  const hear = (rows: readonly Logged[]) => {
    for (const wake of rows.flatMap(wakeIn)) {
      if (chance('wakeLost')) continue;
      for (const _ of chance('wakeDoubled') ? [1, 2] : [1]) {
        const soonMs = prng.chance(0.5) ? prng.int(0, 100) : prng.int(100, 2000);
        const delayMs = chance('wakeLate') ? prng.int(0, 20 * MINUTE_MS) : soonMs;
        kernel.at(kernel.nowMs() + delayMs, () => void come(wake));
      }
    }
  };

  const come = async ({ userId, deliveryOf }: Wake): Promise<void> => {
    const request = { consumer: 'notifier', userId, deliveryOf, channels: ['email' as const, 'webhook' as const] };
    const claimed = await insist(userId, (ledger) => claimMessages(ledger, request, LINKS));
    for (const each of claimed ?? []) {
      if (each.outcome !== 'granted') continue;
      const grant = grantOf(userId, each);
      trace(userId, `${grant.messageId} is granted for ${grant.firingIds.join(', ')}`);
      judge.granted(grant);
      void deliver(grant);
    }
  };

  const deliver = async (grant: Grant): Promise<void> => {
    const { userId, messageId } = grant;
    if (chance('diesBeforeSending')) return trace(userId, `${messageId}: its notifier dies`);
    await kernel.sleep(chance('sendSlow') ? prng.int(10, 90) * SECOND_MS : prng.int(20, 3000));
    const tried = await attempt(grant);
    trace(userId, `${messageId}: ${tried.kind}${tried.isTaken ? ', taken' : ''}`);
    judge.tried(grant, tried);
    if (chance('diesAfterSending')) return trace(userId, `${messageId}: its notifier dies`);
    if (chance('reportLate')) await kernel.sleep(prng.int(0, 10) * MINUTE_MS);
    for (const _ of chance('reportDoubled') ? [1, 2] : [1]) await report(grant, tried);
  };

  const attempt = async ({ channel }: Grant): Promise<Tried> => {
    if (chance('sendUnheard')) return { isTaken: true, kind: 'failed', retryAfterMs: null };
    if (!chance('sendFails')) return { isTaken: true, kind: 'sent', retryAfterMs: null };
    const kind = prng.weighted({ failed: 30, refused: 2, gone: channel === 'webhook' ? 0.3 : 0 });
    return { isTaken: false, kind, retryAfterMs: kind === 'failed' ? prng.pick(RETRY_AFTER_MS) : null };
  };

  const report = async (grant: Grant, tried: Tried): Promise<void> => {
    const { userId, messageId, claim } = grant;
    const answer = await insist(userId, async (ledger) => {
      try {
        return await reportMessage(ledger, { userId, messageId, claim, outcome: outcomeOf(tried) });
      } catch (error) {
        // Somebody else has it since: there is nothing left to say.
        if (error instanceof AppError && error.code === 'claim_lost') return null;
        throw error;
      }
    });
    if (answer) judge.reported(grant, tried);
  };

  /** Asks the edge until it answers, some times; null when it never did. */
  const insist = async <Value>(userId: string, call: Call<Value>): Promise<Value | null> => {
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      try {
        return await ask(userId, call);
      } catch (error) {
        if (isBug(error)) deps.complain('threw', userId, `the ledger: ${String(error)}`);
        trace(userId, `a notifier got no answer: ${String(error)}`);
      }
      await kernel.sleep(prng.int(1, 10) * SECOND_MS * 2 ** tries);
    }
    return null;
  };

  const ask = async <Value>(userId: string, call: Call<Value>): Promise<Value> => {
    const life = deps.machine.begin(userId, nemesis.pace());
    if (life === null) throw new Error('nobody answers');
    const answer = Promise.withResolvers<Value>();
    kernel.at(kernel.nowMs() + CALL_TIMEOUT_MS, () => answer.reject(new Error('no answer in time')));
    call({
      db: openDatabase(deps.database(life), newMeter()),
      effects: deps.effects(life),
      trace: null,
      onCommit: (whose, news) =>
        void deps
          .hub(life)
          .nudge(whose, news)
          .catch(() => undefined),
    }).then(answer.resolve, answer.reject);
    const value = await answer.promise;
    if (chance('callUnheard')) throw new Error('the answer is lost');
    return value;
  };

  /** What stands in the ledger of a message: its lines do not change while it is held. */
  const grantOf = (userId: string, { messageId, claim, channel, leaseUntil }: Granted): Grant => {
    const rows = deps.memory.rows(
      'SELECT destination, lines FROM messages WHERE user_id = ? AND id = ?',
      userId,
      messageId,
    );
    const [{ destination, lines }] = LinesSchema.parse(rows);
    const leaseUntilMs = Date.parse(leaseUntil);
    const firingIds = lines.map(([, firingId]) => firingId);
    return { userId, messageId, claim, channel, destination, atMs: leaseUntilMs - LEASE_MS, leaseUntilMs, firingIds };
  };

  return { hear };
}

function wakeIn(row: Logged): Wake[] {
  const { type, user_id: userId } = row;
  if (type === 'reminder.fired') {
    const { id: firingId, channels } = firingAfter(row);
    const isOutside = channels.includes('email') || channels.includes('webhook');
    return isOutside ? [{ userId, deliveryOf: { firingId } }] : [];
  }
  if (type !== 'notification.due') return [];
  const { messageId, firingId } = noticeAfter(row);
  if (messageId !== null) return [{ userId, deliveryOf: { messageId } }];
  return firingId === null ? [] : [{ userId, deliveryOf: { firingId } }];
}

function outcomeOf({ kind, retryAfterMs }: Tried): TryOutcome {
  const said = { code: null, durationMs: 12, answer: null };
  if (kind === 'sent') return { kind, ...said };
  if (kind === 'failed') return { kind, ...said, error: 'It did not work.', retryAfterMs };
  return { kind, ...said, error: 'It never will.' };
}

/** Faults of the simulation say what they are; what the ledger refuses for now is tried again. */
function isBug(error: unknown): boolean {
  if (error instanceof AppError) return !['unavailable', 'conflict'].includes(error.code);
  return !(error instanceof Error) || !/^(?:nobody answers|no answer in time|the answer is lost)$/.test(error.message);
}
