import { CalendarClock, Ellipsis } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { INBOX_ID } from '#core/ids.ts';
import type { TaskPage } from '#core/query/task-query.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Task } from '#core/task/task.ts';
import { localDateAt } from '#core/time/local.ts';
import { shownSeriesStatus } from '../commands/shown-series.ts';
import { isPending } from '../commands/task-state.ts';
import { nextRing } from '../reminders/reminder-words.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import type { DueWords } from '../ui/format/due-words.ts';
import { IconButton } from '../ui/parts/icon-button.tsx';
import type { TaskRowProps } from '../ui/task/task-row.tsx';
import { dueDate } from './group-tasks.ts';
import { rowDue } from './row-due.ts';
import { useTaskActions } from './task-actions.tsx';
import type { View } from './view.ts';

export interface RowPropsInput {
  view: View;
  grouping: View['grouping'];
  subtasks: TaskPage['subtasks'];
  /** The states of the series that rows are occurrences of. */
  series: TaskPage['series'];
  search: string;
  onMenu: (taskId: string, trigger: Element) => void;
}

/**
 * What a row shows, as the very same object for as long as it shows the same: so a key pressed in a list of hundreds
 * draws one row anew and not hundreds.
 */
export function useRowProps(input: RowPropsInput): (task: Task) => TaskRowProps {
  const { tasks: state, overview, lists, nowMs } = useWorkspace();
  const actions = useTaskActions();
  const cache = useRef(new Map<string, Known>());
  const { zone, locale } = overview.settings;
  const { grouping } = input;
  const clock = useMemo(() => ({ nowMs, zone, locale, grouping }), [nowMs, zone, locale, grouping]);
  const listNames = new Map(lists.map(({ id, name }) => [id, name]));
  const onMenu = useRef(input.onMenu);
  onMenu.current = input.onMenu;

  return (task) => {
    const known = cache.current.get(task.id);
    const isSameTask = known?.task === task;
    const counts = input.subtasks[task.id];
    const due = isSameTask && known.clock === clock ? known.due : dueOf(task, clock);
    const list =
      input.view.showsList && task.listId !== INBOX_ID
        ? { id: task.listId, name: listNames.get(task.listId) ?? '' }
        : null;
    const waits = isPending(state, task.id);
    const status = task.series ? shownSeriesStatus(state, task.series.id, input.series[task.series.id]) : null;
    const repeats = status === 'active' || status === 'paused' ? status : null;
    const rings = task.reminders.length > 0 ? firstRing(task, overview.settings, nowMs) : null;
    const seen = JSON.stringify([due, counts, list, repeats, rings, waits, input.search]);
    if (isSameTask && known.seen === seen) {
      known.clock = clock;
      return known.props;
    }
    const props: TaskRowProps = {
      task,
      due,
      subtasks: counts ? { done: counts.completed, total: counts.total } : null,
      list,
      repeats,
      rings,
      isPending: waits,
      isCheckboxDisabled: task.deletedAt !== null,
      onComplete: (isCompleted) => actions.setCompleted([task], isCompleted),
      ...(input.search ? { highlight: input.search } : {}),
      actions: (
        <>
          {task.deletedAt === null ? (
            <IconButton
              label="Due date"
              keys="d"
              icon={<CalendarClock aria-hidden="true" />}
              onPress={() => actions.ask('due', [task])}
            />
          ) : null}
          <IconButton
            label="More"
            icon={<Ellipsis aria-hidden="true" />}
            onPress={(event) => onMenu.current(task.id, event.target)}
          />
        </>
      ),
    };
    cache.current.set(task.id, { task, clock, due, seen, props });
    return props;
  };
}

/** What the words of a due depend on besides the task. */
interface Clock {
  nowMs: number;
  zone: string;
  locale: string;
  grouping: View['grouping'];
}

interface Known {
  task: Task;
  clock: Clock;
  due: DueWords | null;
  seen: string;
  props: TaskRowProps;
}

/** When the task rings next; null when it does not. */
function firstRing(task: Task, settings: Settings, nowMs: number): string | null {
  const isWaiting = task.status === 'open' && task.deletedAt === null;
  const ahead = task.reminders.flatMap((reminder) => {
    const next = nextRing(reminder, task.due, settings, { nowMs, isWaiting });
    return next.kind === 'rings' || next.kind === 'snoozed' ? [next] : [];
  });
  const [first] = ahead.sort((a, b) => a.atMs - b.atMs);
  if (!first) return null;
  const { zone } = settings;
  // The day of the due says the day of the ring, too.
  const isSameDay = task.due !== null && dueDate(task.due, zone) === localDateAt(first.atMs, zone);
  return isSameDay ? first.time : first.words;
}

function dueOf({ due, status }: Task, { grouping, ...clock }: Clock): DueWords | null {
  return due ? rowDue(due, { ...clock, isDone: status === 'completed' }, grouping) : null;
}
