import { capturedTask } from '#core/capture/captured-task.ts';
import { AppError } from '#core/errors.ts';
import { planned } from '#core/tools/commands/planned.ts';
import { MAX_ITEMS } from '#core/tools/tool.ts';
import { refuseUnfit } from '../use-cases/quick-add/refuse-unfit.ts';
import type { CompiledChange } from './bound-tool.ts';
import type { ToolContext } from './tool-context.ts';

/** The lines of a text as tasks to create; a list it names has to exist. */
export async function compileText(text: string, { user, effects }: ToolContext): Promise<CompiledChange> {
  const read = await user.readText({ text });
  if (read.lines.length > MAX_ITEMS) {
    throw new AppError('limit_reached', `One call adds at most ${MAX_ITEMS} tasks; the text has ${read.lines.length}.`);
  }
  refuseUnfit(read, { text, createList: false });
  const commands = read.lines.map(({ capture, listId }) => {
    const { recurrence, reminders, ...task } = capturedTask(capture);
    return planned('/text', {
      type: 'task.create',
      taskId: effects.newId('task'),
      ...task,
      ...(listId !== null && { listId }),
      ...(recurrence && { recurrence: { ...recurrence, seriesId: effects.newId('series') } }),
      ...(reminders && { reminders: reminders.map((each) => ({ ...each, reminderId: effects.newId('reminder') })) }),
    });
  });
  return { commands };
}
