import { channelDueMs } from '#core/delivery/delivery.ts';
import { nextAttemptMs } from '#core/delivery/next-attempt.ts';
import { type PlannedPush, planPushes, pushMessage } from '#core/delivery/plan-pushes.ts';
import { toEpochMs } from '#core/instant.ts';
import { findSettings } from '../../db/queries/find-settings.ts';
import { findWaitingPushes, type WaitingPush } from '../../db/queries/find-waiting-pushes.ts';
import { type PushOutcome, recordPushes } from '../../db/queries/record-pushes.ts';
import type { PushAnswer } from '../../push-port.ts';
import type { TimerContext, TimersHandler } from './timer-handler.ts';

/** As many connections as a Worker may have open at once. */
const WAVE = 6;
/** A run makes a few waves and then lets reminders ring that came due meanwhile. */
const MAX_MESSAGES = 30;
const MAX_RUN_MS = 1500;

const NO_KEYS: PushAnswer = { kind: 'refused', code: null, error: 'This server has no keys for web push.' };

/**
 * Sends what rang to the devices of a user, unless a window has shown it, somebody took notice, or the task is done.
 * That is looked at here, at the last moment, and not only where it happens.
 *
 * A second run finds what the first wrote down and sends nothing twice. Exception: one that dies between the answer of
 * the push service and the batch that writes it down sends again, under the same topic and tag (`plan-pushes.ts`), so
 * the message replaces the first and the user sees one.
 *
 * @returns the timers of what is through; a timer of what is tried later is set to that moment
 */
export const pushReminders: TimersHandler = async (timers, ctx) => {
  const { db, effects, userId } = ctx;
  const firingIds = timers.map(({ ref }) => ref);
  const waiting = await findWaitingPushes(db, userId, firingIds);
  const nowMs = toEpochMs(effects.now());
  const idle = waiting.filter(({ isWanted, endpoint }) => !isWanted || endpoint === null);
  const due = waiting.filter((push) => !idle.includes(push) && push.nextAttemptAtMs <= nowMs);
  const sent = due.length > 0 ? await sendDue(due, ctx) : [];
  const outcomes = [...idle.map(cancelled), ...sent.flatMap(({ outcomes: of }) => of)];
  const gone = sent.flatMap(({ answer, push }) => (answer.kind === 'gone' ? [push.subscriptionId] : []));
  const left = leftOver(waiting, outcomes);
  const later = [...left].flatMap(([firingId, atMs]) => (atMs > nowMs ? [{ firingId, atMs }] : []));
  await recordPushes(db, userId, {
    nowMs: toEpochMs(effects.now()),
    outcomes,
    goneSubscriptionIds: [...new Set(gone)],
    later,
  });
  return timers.filter(({ ref }) => !left.has(ref));
};

interface Sent {
  push: PlannedPush<WaitingPush>;
  answer: PushAnswer;
  outcomes: PushOutcome[];
}

/** Sends in waves, until a run has done its share; what is left is due at once, in the next run. */
async function sendDue(due: WaitingPush[], ctx: TimerContext): Promise<Sent[]> {
  const { isTitleInPush } = await findSettings(ctx.db, ctx.userId);
  const nowMs = () => toEpochMs(ctx.effects.now());
  const startedAtMs = nowMs();
  const pushes = planPushes(due).slice(0, MAX_MESSAGES);
  const sent: Sent[] = [];
  for (let from = 0; from < pushes.length && nowMs() - startedAtMs < MAX_RUN_MS; from += WAVE) {
    const wave = pushes.slice(from, from + WAVE).map(async (push) => {
      const message = pushMessage(push, { isTitleShown: isTitleInPush, nowMs: nowMs() });
      const answer = await send(push, { topic: push.messageId, message }, ctx);
      return {
        push,
        answer,
        outcomes: push.candidates.map((each) => outcomeOf(each, push.messageId, answer, nowMs())),
      };
    });
    sent.push(...(await Promise.all(wave)));
  }
  return sent;
}

async function send(
  { candidates }: PlannedPush<WaitingPush>,
  letter: Parameters<NonNullable<TimerContext['push']>['send']>[1],
  { push }: TimerContext,
): Promise<PushAnswer> {
  const { endpoint, p256dh, auth } = candidates[0] ?? {};
  if (!push || !endpoint || !p256dh || !auth) return NO_KEYS;
  return await push.send({ endpoint, keys: { p256dh, auth } }, letter);
}

function outcomeOf(push: WaitingPush, messageId: string, answer: PushAnswer, nowMs: number): PushOutcome {
  const { reminderId, firingId, subscriptionId } = push;
  const lateMs = Math.max(0, nowMs - channelDueMs('push', push.scheduledAtMs));
  const base = { reminderId, firingId, subscriptionId, messageId };
  if (answer.kind === 'accepted') {
    return { ...base, status: 'sent', nextAttemptAtMs: null, attempt: { code: answer.code, error: null, lateMs } };
  }
  const attempt = { code: answer.code, error: answer.error, lateMs };
  const againMs =
    answer.kind === 'later'
      ? nextAttemptMs({
          attempts: push.attempts + 1,
          firstAttemptMs: push.firstAttemptAtMs ?? nowMs,
          nowMs,
          retryAfterMs: answer.retryAfterMs,
        })
      : null;
  return { ...base, status: againMs === null ? 'failed' : 'waiting', nextAttemptAtMs: againMs, attempt };
}

function cancelled({ reminderId, firingId, subscriptionId }: WaitingPush): PushOutcome {
  return {
    reminderId,
    firingId,
    subscriptionId,
    status: 'cancelled',
    messageId: null,
    nextAttemptAtMs: null,
    attempt: null,
  };
}

/** Ringings that are not through, and when each goes on, in ms since the epoch. */
function leftOver(waiting: readonly WaitingPush[], outcomes: readonly PushOutcome[]): Map<string, number> {
  const keyOf = (push: Pick<PushOutcome, 'firingId' | 'subscriptionId'>) => `${push.firingId} ${push.subscriptionId}`;
  const came = new Map(outcomes.map((outcome) => [keyOf(outcome), outcome]));
  const left = new Map<string, number>();
  for (const push of waiting) {
    const outcome = came.get(keyOf(push));
    const atMs = outcome ? outcome.nextAttemptAtMs : push.nextAttemptAtMs;
    if (atMs !== null) left.set(push.firingId, Math.min(atMs, left.get(push.firingId) ?? atMs));
  }
  return left;
}
