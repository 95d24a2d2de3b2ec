import {
  CalendarClock,
  CalendarOff,
  CalendarPlus,
  CircleCheck,
  CircleDashed,
  Flag,
  FolderInput,
  Hash,
  PanelRight,
  Repeat,
  RotateCcw,
  Sun,
  Trash2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Task } from '#core/task/task.ts';
import { addDays } from '#core/time/local.ts';
import type { ToolName } from '#core/tools/registry.ts';
import { reschedule } from '../commands/task-writes.ts';
import { onDay } from '../tasks/group-tasks.ts';
import type { TaskActions } from '../tasks/task-actions.tsx';
import { toToday } from '../tasks/to-today.ts';

export interface TaskEntryDeps {
  actions: TaskActions;
  /** The user's date, clock and zone. */
  moment: { today: string; nowMs: number; zone: string };
  open: (taskId: string) => void;
  goTo: (path: string) => void;
}

/** Something to do with tasks, one or several. */
export interface TaskEntry {
  id: string;
  title: string;
  words?: string;
  icon: ReactNode;
  /** The command whose keys do the same. */
  command?: string;
  fits: (tasks: readonly Task[]) => boolean;
  run: (tasks: readonly Task[], deps: TaskEntryDeps) => void;
}

/** Where somebody finds a tool that is not about tasks at hand. */
export interface FoundElsewhere {
  readonly elsewhere: string;
}

const isOne = (tasks: readonly Task[]) => tasks.length === 1;
const areLive = (tasks: readonly Task[]) => tasks.every(({ deletedAt }) => deletedAt === null);
const areDeleted = (tasks: readonly Task[]) => tasks.every(({ deletedAt }) => deletedAt !== null);

const dueOn = (id: string, title: string, words: string, icon: ReactNode, dayFrom: (today: string) => string) => ({
  id,
  title,
  words: `reschedule move ${words}`,
  icon,
  fits: areLive,
  // The time of day stays, and so does the rule.
  run: (tasks: readonly Task[], { actions, moment }: TaskEntryDeps) =>
    actions.write(reschedule(tasks, ({ due }) => onDay(due, dayFrom(moment.today)), words)),
});

/**
 * The tools as somebody at the keyboard meets them: what each can do with the tasks at hand, by the same commands as keys,
 * buttons and menus. A tool that comes to the registry does not compile until it has its place here.
 */
export const TASK_ENTRIES: Readonly<Record<ToolName, readonly TaskEntry[] | FoundElsewhere>> = {
  complete: [
    {
      id: 'complete',
      title: 'Complete',
      words: 'done finish',
      icon: <CircleCheck />,
      command: 'task.complete',
      fits: (tasks) => areLive(tasks) && tasks.some(({ status }) => status === 'open'),
      run: (tasks, { actions }) => actions.setCompleted(tasks, true),
    },
  ],
  reopen: [
    {
      id: 'reopen',
      title: 'Reopen',
      words: 'uncomplete',
      icon: <CircleDashed />,
      command: 'task.complete',
      fits: (tasks) => areLive(tasks) && tasks.every(({ status }) => status === 'completed'),
      run: (tasks, { actions }) => actions.setCompleted(tasks, false),
    },
  ],
  reschedule: [
    {
      id: 'due-today',
      title: 'Due today',
      words: 'reschedule move',
      icon: <Sun />,
      fits: areLive,
      run: (tasks, { actions, moment }) => actions.write(toToday(tasks, moment)),
    },
    dueOn('due-tomorrow', 'Due tomorrow', 'tomorrow', <CalendarPlus />, (today) => addDays(today, 1)),
    dueOn('due-in-a-week', 'Due in a week', 'in a week', <CalendarPlus />, (today) => addDays(today, 7)),
    {
      id: 'due',
      title: 'Due on…',
      words: 'reschedule move date time',
      icon: <CalendarClock />,
      command: 'task.due',
      fits: areLive,
      run: (tasks, { actions }) => actions.ask('due', tasks),
    },
    {
      id: 'due-none',
      title: 'No due date',
      words: 'reschedule clear remove',
      icon: <CalendarOff />,
      fits: (tasks) => areLive(tasks) && tasks.some(({ due }) => due !== null),
      run: (tasks, { actions }) => actions.setDue(tasks, null),
    },
  ],
  update: [
    {
      id: 'priority',
      title: 'Set the priority…',
      words: 'urgent high medium low p1 p2 p3 p4',
      icon: <Flag />,
      command: 'task.priority',
      fits: areLive,
      run: (tasks, { actions }) => actions.ask('priority', tasks),
    },
    {
      id: 'list',
      title: 'Move to another list…',
      words: 'project folder',
      icon: <FolderInput />,
      command: 'task.list',
      fits: areLive,
      run: (tasks, { actions }) => actions.ask('list', tasks),
    },
  ],
  tags: [
    {
      id: 'tags',
      title: 'Change the tags…',
      words: 'label #',
      icon: <Hash />,
      command: 'task.tags',
      fits: areLive,
      run: (tasks, { actions }) => actions.ask('tags', tasks),
    },
  ],
  repeat: [
    {
      id: 'series',
      title: 'Open its schedule',
      words: 'repeat recurrence series pause skip stop',
      icon: <Repeat />,
      fits: (tasks) => isOne(tasks) && tasks[0]?.series != null,
      run: ([task], { goTo }) => task?.series && goTo(`/repeating/${task.series.id}`),
    },
  ],
  get: [
    {
      id: 'open',
      title: 'Open',
      words: 'notes subtasks reminders repeat details',
      icon: <PanelRight />,
      fits: isOne,
      run: ([task], { open }) => task && open(task.id),
    },
  ],
  delete: [
    {
      id: 'delete',
      title: 'Move to the trash',
      words: 'delete remove',
      icon: <Trash2 />,
      command: 'task.delete',
      fits: areLive,
      run: (tasks, { actions }) => actions.remove(tasks),
    },
  ],
  restore: [
    {
      id: 'restore',
      title: 'Restore from the trash',
      words: 'undelete',
      icon: <RotateCcw />,
      command: 'task.restore',
      fits: areDeleted,
      run: (tasks, { actions }) => actions.restore(tasks),
    },
  ],
  remind: { elsewhere: 'Reminders are chips of the open task.' },
  add: { elsewhere: 'What is typed is offered as a task.' },
  lists: { elsewhere: 'What is typed is offered as a list; the others are on the list itself.' },
  find: { elsewhere: 'What is typed is searched for.' },
  search: { elsewhere: 'What is typed is searched for.' },
  fetch: { elsewhere: 'A task that was found is opened.' },
  overview: { elsewhere: 'Today is one of the places to go to.' },
  activity: { elsewhere: 'Activity is one of the places to go to.' },
  undo: { elsewhere: 'Undo is one of the commands.' },
  apply: { elsewhere: 'A plan is confirmed where its changes are seen.' },
};

/** What can be done with these tasks. */
export function taskEntriesFor(tasks: readonly Task[]): TaskEntry[] {
  if (tasks.length === 0) return [];
  return Object.values(TASK_ENTRIES)
    .flatMap((entries) => ('elsewhere' in entries ? [] : entries))
    .filter(({ fits }) => fits(tasks));
}
