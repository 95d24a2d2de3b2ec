import type { CommandInput } from '#core/command/command.ts';
import type { Task } from '#core/task/task.ts';

/** What of a task a write changes on screen, before the server has answered. */
export type TaskOverlay = Partial<Omit<Task, 'id' | 'version'>>;

/** As much of a task as a change of it needs: what it is, and the old values of what changes. */
export type TaskOnScreen = Pick<Task, 'id'> & TaskOverlay;

/** One gesture: its commands share one correlation id, so one undo takes all of it back. */
export interface NewWrite {
  commands: readonly CommandInput[];
  /** In the past tense, for the toast: `Completed “Call the bell founder”`. */
  label: string;
  /** The tasks it changes, as they stand on screen now, with what will be different. */
  changes?: readonly { task: TaskOnScreen; overlay: TaskOverlay }[];
  /** A task it makes, and the view that shows it until the server's answer does. */
  created?: { task: Task; viewKey: string };
  /** Further things it touches (lists, tags): writes on the same thing keep their order. */
  subjects?: readonly string[];
  /** No toast: what changed is in plain sight and undone in place. It can still be undone by key. */
  isQuiet?: boolean;
  /** Whoever asked explains a refusal itself. */
  isRefusalQuiet?: boolean;
  /** There is no way back, and nobody wants one (a reminder that was noticed): undo passes over it. */
  isFinal?: boolean;
}

/** A write that is on its way. */
export interface Write {
  correlationId: string;
  commands: readonly { id: string; command: CommandInput }[];
  label: string;
  overlays: ReadonlyMap<string, TaskOverlay>;
  subjects: ReadonlySet<string>;
  createdId: string | null;
  atMs: number;
  isRefusalQuiet: boolean;
}

export type WriteOutcome =
  | { status: 'done'; seq: number | null }
  | { status: 'refused'; code: string; detail: string }
  | { status: 'offline' };
