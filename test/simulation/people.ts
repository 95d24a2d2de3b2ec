import { type CommandInput, CommandSchema, type UserCommand } from '#core/command/command.ts';
import { type Imagination, imagine, imagineDue, imagineSettings, imagineSnooze, ZONES } from './imagination.ts';
import type { Kernel } from './kernel.ts';
import type { Account, Pending } from './model/state.ts';
import type { Prng } from './prng.ts';
import { wallAt } from './wall-clock.ts';

export interface PeopleDeps extends Imagination {
  kernel: Kernel;
  /** Gives a command to one of a user's devices. */
  send: (userId: string, command: UserCommand, hurry: 'in the second' | 'some time') => void;
  accountOf: (userId: string) => Account | undefined;
  untilMs: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** What people do in the second in which something rings; most of it on more than one device. */
const IN_THE_SECOND = {
  snooze: 4,
  complete: 4,
  'complete twice': 2,
  'complete and undo': 2,
  move: 3,
  'move and undo': 3,
  'delete and restore': 2,
  travel: 1,
  'quiet hours': 1,
} as const;

/** The users: each does something a few times a day, and some of them act in the very second in which something rings. */
export function createPeople(deps: PeopleDeps) {
  const { kernel, prng, send, accountOf } = deps;

  const live = (userId: string, everyMs: number, own: Prng) => {
    const atMs = kernel.nowMs() + own.exponential(everyMs);
    if (atMs > deps.untilMs) return;
    kernel.at(atMs, () => {
      const account = accountOf(userId);
      const command = account && imagine(account, { ...deps, prng: own });
      if (command) send(userId, command, 'some time');
      live(userId, everyMs, own);
    });
  };

  return {
    /** @param perDay commands a day, on average */
    settle: (userId: string, perDay: number) => live(userId, DAY_MS / perDay, prng.fork(userId)),
    /** A ringing was planned: somebody may act in that second. */
    await(account: Account, pending: Pending) {
      if (!prng.chance(0.2)) return;
      const atMs = pending.atMs + prng.int(-1500, 1500);
      if (atMs < kernel.nowMs() || atMs > deps.untilMs) return;
      const act = prng.weighted(IN_THE_SECOND);
      kernel.at(atMs, () => actOn(act, account, pending));
    },
    /** A schedule comes to its next slot: somebody may travel in that second, or want it otherwise. */
    awaitSlot(account: Account, seriesId: string, slotAtMs: number) {
      const atMs = slotAtMs + prng.int(-1500, 1500);
      if (!prng.chance(0.25) || atMs < kernel.nowMs() || atMs > deps.untilMs) return;
      const act = prng.weighted({ travel: 5, skip: 1, pause: 1, complete: 1 });
      kernel.at(atMs, () => {
        const current = account.series.get(seriesId)?.current.taskId;
        const inputs: Record<typeof act, CommandInput | null> = {
          travel: { type: 'settings.update', patch: { zone: prng.pick(ZONES) } },
          skip: { type: 'series.skip', seriesId },
          pause: { type: 'series.pause', seriesId },
          complete: current === undefined ? null : { type: 'task.complete', taskId: current },
        };
        const input = inputs[act];
        if (input) send(account.id, CommandSchema.parse(input), 'in the second');
      });
    },
  };

  function actOn(act: keyof typeof IN_THE_SECOND, account: Account, { taskId, reminderId }: Pending): void {
    const say = (input: CommandInput, afterMs = 0) => {
      kernel.at(kernel.nowMs() + afterMs, () => send(account.id, CommandSchema.parse(input), 'in the second'));
    };
    const undoLatest = (afterMs: number) => {
      kernel.at(kernel.nowMs() + afterMs, () => {
        const correlationId = [...account.history.keys()].at(-1);
        if (correlationId !== undefined) say({ type: 'undo', correlationId });
      });
    };
    const timeIn = (minutes: number) => wallAt(kernel.nowMs() + minutes * 60_000, account.settings.zone).slice(11);
    const soon = () => prng.int(0, 1500);
    switch (act) {
      case 'snooze':
        say({ type: 'reminder.snooze', taskId, reminderId, snooze: imagineSnooze(deps) });
        break;
      case 'complete':
        say({ type: 'task.complete', taskId });
        break;
      case 'complete twice':
        say({ type: 'task.complete', taskId });
        say({ type: 'task.complete', taskId }, prng.int(0, 50));
        break;
      case 'complete and undo':
        say({ type: 'task.complete', taskId });
        undoLatest(soon());
        break;
      case 'move':
        say({ type: 'task.update', taskId, patch: { due: imagineDue(account, deps) } });
        break;
      case 'move and undo':
        say({ type: 'task.update', taskId, patch: { due: imagineDue(account, deps) } });
        undoLatest(soon());
        break;
      case 'delete and restore':
        say({ type: 'task.delete', taskId });
        say({ type: 'task.restore', taskId }, soon());
        break;
      case 'travel':
        say({ type: 'settings.update', patch: imagineSettings(prng) });
        break;
      case 'quiet hours':
        say({ type: 'settings.update', patch: { quietHours: { from: timeIn(-5), to: timeIn(120) } } });
        break;
    }
  }
}
