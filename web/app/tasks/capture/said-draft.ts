import { newId } from '../../commands/mint-id.ts';
import type { TaskDraft } from '../../commands/task-writes.ts';
import type { Said } from './said.ts';

/** The task that a line asks for, where nothing around it says more; a list that does not exist is made for it. */
export function saidDraft({ title, tags, due, repeat, reminders, priority, listId, newList }: Said): TaskDraft {
  const home = newList === undefined ? null : { id: newId('list'), name: newList };
  const place = home?.id ?? listId;
  return {
    title,
    tags,
    due: due ?? null,
    ...(priority && { priority }),
    ...(place !== undefined && { listId: place }),
    newList: home,
    recurrence: repeat && due ? { ...repeat, seriesId: newId('series') } : null,
    reminders: reminders?.map((when) => ({ reminderId: newId('reminder'), when })) ?? null,
  };
}
