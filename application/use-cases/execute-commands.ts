import type { SQL } from 'drizzle-orm';
import type { Command } from '#core/command/command.ts';
import { decide } from '#core/command/decide.ts';
import type { Decision } from '#core/command/decision.ts';
import { addReferences, noReferences } from '#core/command/references.ts';
import type { CommandDone, CommandReply } from '#core/command/reply.ts';
import { evolveAll, type World } from '#core/command/world.ts';
import { AppError, invariant, type Refusal, refusal } from '#core/errors.ts';
import type { Instant } from '#core/instant.ts';
import type { News } from '#core/live/news.ts';
import type { Actor } from '#core/log/actor.ts';
import { CommitConflict, type Committed, commitEvents } from '../db/commit-events.ts';
import type { Database } from '../db/database.ts';
import { loadWorld } from '../db/load-world.ts';
import { type Answer, findRequestKeys, type RequestKey } from '../db/queries/find-request-keys.ts';
import { readWithRetry } from '../db/read-with-retry.ts';
import type { Effects } from '../effects.ts';
import { answerOf, replyDone, replyRefused, replyReplay } from './command-replies.ts';
import { hashRequest } from './hash-request.ts';

export interface KeyedCommand {
  /** The idempotency key; null when the caller takes the risk of doing it twice. */
  key: string | null;
  command: Command;
  /** What the key stands for; differs from `command` where the caller's request said less or more than the command. */
  request?: unknown;
}

export interface ExecuteRequest {
  userId: string;
  actor: Actor;
  trace: string | null;
  commands: KeyedCommand[];
  /** All or nothing. */
  isAtomic: boolean;
  /** One for all of them, so that one undo takes all of them back; each gets its own when absent. */
  correlationId?: string | undefined;
  /**
   * Looks at what the commands come to before anything of it is written. It may be asked again after a lost race; what
   * it last saw is what was written.
   *
   * @returns what to write in the same transaction; null to write nothing at all
   */
  review?: (decided: Decided) => readonly SQL[] | null;
  /** Called when events were written. Must not throw: nothing after a commit turns success into an error. */
  onCommit?: ((news: News) => void) | undefined;
}

/** What commands come to, decided on the state as it is and not written. */
export interface Decided {
  now: Instant;
  /** By place in the batch; what was refused, or done before under its key, is not among them. */
  decisions: ReadonlyMap<number, Extract<Decision, { isAccepted: true }>>;
  refused: ReadonlyMap<number, Refusal>;
  /** The part of the user's data that was looked at, as it would be afterwards. */
  after: World;
}

/** `isHeld`: the review wrote nothing, and there are no replies. */
export type CarriedOut = { isHeld: true } | { isHeld: false; replies: CommandReply[] };

/** A command that was accepted, with the ids its events will have. */
interface Accepted {
  at: number;
  key: string | null;
  requestHash: string | null;
  correlationId: string;
  decision: Extract<Decision, { isAccepted: true }>;
  eventIds: string[];
  answer: Answer;
}

const MAX_ATTEMPTS = 3;
const RETRY_BASE_MS = 15;

/**
 * Carries out commands in their order, as one commit: load, decide, write. A later command sees what an earlier one
 * did, so it can use the ids that one made. Refused commands leave the others alone, unless the batch is atomic.
 *
 * A command whose key was used before is not done again: the first answer is given again, or, when the key stood for
 * another request, the command is refused. On a conflict the keys are looked up first, because a twin of this very
 * request may have won; then everything is loaded and decided again.
 *
 * @throws AppError `conflict` after three lost races, `unavailable` when D1 does not answer
 */
export async function executeCommands(
  db: Database,
  effects: Effects,
  request: Omit<ExecuteRequest, 'review'>,
): Promise<CommandReply[]> {
  const carriedOut = await carryOut(db, effects, request);
  invariant(!carriedOut.isHeld, 'what nobody reviews is not held back');
  return carriedOut.replies;
}

/** The same, with a review between deciding and writing. What was done before under its keys is not reviewed again. */
export async function carryOut(db: Database, effects: Effects, request: ExecuteRequest): Promise<CarriedOut> {
  const hashes = await Promise.all(
    request.commands.map(({ key, command, request: body }) => (key === null ? null : hashRequest(body ?? command))),
  );
  // The first try of a single command trusts that its key is fresh: the unique key refuses the commit if it is not.
  let areKeysKnown = request.commands.length > 1;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const now = effects.now();
    const read = <Result>(query: () => Promise<Result>) => readWithRetry(query, effects.wait);
    const known = areKeysKnown ? await read(() => findKeys(db, request)) : new Map<string, RequestKey>();
    const loaded = await read(() => load(db, request, known, attempt));
    // Read before the commit, because nothing after it may turn a success into an error.
    const replayed = await read(() => replyReplay(db, request.userId, known));
    const outcome = decideAll(request, hashes, known, loaded, effects, now);
    const isReplay = known.size > 0 && known.size === request.commands.length;
    const writes = isReplay || !request.review ? [] : request.review(decidedOf(outcome, now));
    const isDeclined = writes === null || outcome.refused.size > 0;
    // What is declined may be what this very key did, before or a moment ago: look again before saying no.
    if (isDeclined && (await read(() => findKeys(db, request))).size > known.size) {
      areKeysKnown = true;
      continue;
    }
    if (writes === null) return { isHeld: true };
    try {
      const { seqs, news } = await commit(db, effects, request, now, loaded, outcome, writes);
      if (news !== null) request.onCommit?.(news);
      return { isHeld: false, replies: replies(request, replayed, outcome, seqs) };
    } catch (error) {
      if (!(error instanceof CommitConflict)) throw error;
      areKeysKnown = true;
      await effects.wait(RETRY_BASE_MS * attempt * effects.random());
    }
  }
  throw new AppError('conflict', 'Others kept changing the same things. Read them again and repeat the request.');
}

function findKeys(db: Database, request: ExecuteRequest): Promise<Map<string, RequestKey>> {
  return findRequestKeys(
    db,
    request.userId,
    request.commands.flatMap(({ key }) => key ?? []),
  );
}

function load(db: Database, request: ExecuteRequest, known: Map<string, RequestKey>, attempt: number): Promise<World> {
  const refs = noReferences();
  for (const { key, command } of request.commands) {
    if (key !== null && known.has(key)) continue;
    addReferences(refs, command);
    if (command.type !== 'task.create' || command.taskId === undefined) continue;
    // A fresh id is not looked for at first. When the commit fails it may have been taken. In a batch it is: what the
    // other commands are told must not rest on a task that turns out to be another one.
    if (attempt > 1 || request.commands.length > 1) refs.tasks.add(command.taskId);
    if (attempt > 1) refs.newTasks.add(command.taskId);
  }
  return loadWorld(db, request.userId, refs);
}

interface Outcome {
  accepted: Accepted[];
  /** Refusals by place in the batch. */
  refused: Map<number, Refusal>;
  after: World;
}

function decideAll(
  request: ExecuteRequest,
  hashes: (string | null)[],
  known: Map<string, RequestKey>,
  loaded: World,
  effects: Effects,
  now: Instant,
): Outcome {
  const outcome: Outcome = { accepted: [], refused: new Map(), after: loaded };
  const ctx = {
    now,
    newTaskId: () => effects.newId('task'),
    newListId: () => effects.newId('list'),
    newReminderId: () => effects.newId('reminder'),
    newSeriesId: () => effects.newId('series'),
    newViewId: () => effects.newId('view'),
    random: effects.random,
  };
  const keys = new Set<string>();
  request.commands.forEach(({ key, command }, at) => {
    const requestHash = hashes[at] ?? null;
    if (key !== null && keys.has(key)) {
      outcome.refused.set(
        at,
        refusal('key_reused', `The key ${key} stands twice in this batch. Each command has its own.`),
      );
      return;
    }
    if (key !== null) keys.add(key);
    const record = key === null ? undefined : known.get(key);
    if (record) {
      if (record.requestHash !== requestHash) {
        outcome.refused.set(
          at,
          refusal('key_reused', `The key ${key} was used for another request. Choose a fresh one.`),
        );
      }
      return;
    }
    const decision = decide(command, outcome.after, { ...ctx, place: at });
    if (!decision.isAccepted) {
      outcome.refused.set(at, decision.refusal);
      return;
    }
    outcome.after = evolveAll(outcome.after, decision.events);
    const correlationId = request.correlationId ?? effects.newId('correlation');
    const eventIds = decision.events.map(() => effects.newId('event'));
    const answer = answerOf(decision, eventIds, correlationId, outcome.after);
    outcome.accepted.push({ at, key, requestHash, correlationId, decision, eventIds, answer });
  });
  if (request.isAtomic && outcome.refused.size > 0) abort(request, known, outcome);
  return outcome;
}

function decidedOf({ accepted, refused, after }: Outcome, now: Instant): Decided {
  return { now, decisions: new Map(accepted.map(({ at, decision }) => [at, decision])), refused, after };
}

function abort(request: ExecuteRequest, known: Map<string, RequestKey>, outcome: Outcome): void {
  outcome.accepted = [];
  request.commands.forEach(({ key }, at) => {
    if (outcome.refused.has(at) || (key !== null && known.has(key))) return;
    outcome.refused.set(at, refusal('batch_aborted', 'Another command of the batch was refused, so nothing was done.'));
  });
}

async function commit(
  db: Database,
  effects: Effects,
  request: ExecuteRequest,
  now: Instant,
  loaded: World,
  { accepted, after }: Outcome,
  writes: readonly SQL[],
): Promise<Committed> {
  const { userId, actor, trace } = request;
  const units = accepted.map(({ key, requestHash, correlationId, decision, eventIds, answer }) => ({
    correlationId,
    events: decision.events.map((event, index) => ({ id: eventIds[index] ?? '', event })),
    record: key === null || requestHash === null ? null : { key, requestHash, answer },
  }));
  const ledger = { guards: [], writes, isScheduleChanged: false };
  return await commitEvents(db, { userId, actor, trace, now, loaded, after, units, ledger }, effects.wait);
}

function replies(
  request: ExecuteRequest,
  replayed: Map<string, CommandDone>,
  outcome: Outcome,
  seqs: Map<string, number>,
): CommandReply[] {
  const done = new Map(outcome.accepted.map((accepted) => [accepted.at, accepted]));
  return request.commands.map(({ key, command }, at) => {
    const refused = outcome.refused.get(at);
    if (refused) return replyRefused(key, refused);
    const accepted = done.get(at);
    if (accepted) return replyDone(key, accepted.decision, accepted.answer, seqs);
    const reply = key === null ? undefined : replayed.get(key);
    if (!reply) throw new AppError('internal', `The command ${command.type} has no reply.`);
    return reply;
  });
}
