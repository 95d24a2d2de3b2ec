import { type CommandInput, CommandSchema } from '../../command/command.ts';
import type { PlannedCommand } from '../../plan/plan.ts';

/** A command that a part of a call comes to. @param pointer where that part stands in the input */
export function planned(pointer: string, input: CommandInput): PlannedCommand {
  return { pointer, command: CommandSchema.parse(input) };
}

/** For what is as asked already: looks at the task, so that one that is not there is refused, and changes nothing. */
export function unchanged(pointer: string, taskId: string): PlannedCommand {
  return planned(pointer, { type: 'task.update', taskId, patch: {} });
}
