import { type Command, CommandSchema } from '#core/command/command.ts';
import { invariant } from '#core/errors.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import type { Actor } from '#core/log/actor.ts';
import { FIRST_PREFERENCES } from '#core/settings/first-settings.ts';
import { dueEpochMs } from '#core/task/due.ts';
import { localDateAt, wallClockToEpochMs } from '#core/time/local.ts';
import type { Database } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';
import { executeCommands } from '../execute-commands.ts';
import { provisionAccount } from '../provision-account.ts';
import { demoChapters } from './demo-chapters.ts';

const PERSON: Actor = { kind: 'user', client: 'web', conversation: null };
const ASSISTANT: Actor = { kind: 'agent', client: 'assistant', conversation: null };
/** Longer ago than the first chapter. */
const JOINED_BEFORE_MS = 9 * 86_400_000;

/**
 * Fills an account with a believable week: what the demo shows, and what a newcomer's local machine starts with. It
 * goes through the same engine as anybody's commands, one commit a chapter, with the clock set back, so that the
 * activity page has something to tell.
 */
export async function seedDemo(
  db: Database,
  effects: Effects,
  account: { userId: string; zone: string; locale: string },
): Promise<void> {
  const { userId, zone } = account;
  const nowMs = toEpochMs(effects.now());
  const joined: Effects = { ...effects, now: () => toInstant(nowMs - JOINED_BEFORE_MS) };
  await provisionAccount(db, joined, { ...account, actor: PERSON });
  const today = localDateAt(nowMs, zone);
  for (const chapter of demoChapters(effects.newId, today)) {
    const atMs = Math.min(wallClockToEpochMs(`${chapter.date}T${chapter.time}`, zone), nowMs);
    const commands = chapter.commands.map((input): { key: null; command: Command } => ({
      key: null,
      command: withoutPastRinging(CommandSchema.parse(input), zone, nowMs),
    }));
    const then: Effects = { ...effects, now: () => toInstant(atMs), random: rising(commands.length) };
    const actor = chapter.isByAssistant ? ASSISTANT : PERSON;
    const replies = await executeCommands(db, then, { userId, actor, trace: null, commands, isAtomic: true });
    const refused = replies.find((reply) => reply.status === 'refused');
    invariant(
      !refused,
      `the demo is made of commands that succeed: ${refused?.status === 'refused' ? refused.detail : ''}`,
    );
  }
}

/** The past of the demo is made up: what would have rung in it has no reminder, so that nobody is greeted by old bells. */
function withoutPastRinging(command: Command, zone: string, nowMs: number): Command {
  if (command.type !== 'task.create' || !command.due || command.due.kind === 'date') return command;
  const leadMs = (FIRST_PREFERENCES.defaultLeadMinutes ?? 0) * 60_000;
  return dueEpochMs(command.due, zone) - leadMs <= nowMs ? { ...command, reminders: [] } : command;
}

/** Numbers that only rise, so that tasks added in the same millisecond stand in the order they are told in. */
function rising(commands: number): () => number {
  const steps = commands * 6;
  let step = 0;
  return () => {
    step = Math.min(step + 1, steps - 1);
    return step / steps;
  };
}
