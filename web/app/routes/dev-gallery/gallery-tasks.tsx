import { CalendarDays, Flag, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { PRIORITIES, type Priority } from '#core/task/task.ts';
import { IconButton } from '#web/app/ui/parts/icon-button.tsx';
import { TaskCheckbox } from '#web/app/ui/task/task-checkbox.tsx';
import { TaskList } from '#web/app/ui/task/task-list.tsx';
import type { TaskRowProps } from '#web/app/ui/task/task-row.tsx';
import { useRowSelection } from '#web/app/ui/task/use-row-selection.ts';
import { SampleQuickAdd } from './sample-quick-add.tsx';
import { sampleRows } from './sample-tasks.ts';
import { Specimen } from './specimen.tsx';

export const rowActions = (
  <>
    <IconButton label="Due date" keys="d" icon={<CalendarDays aria-hidden="true" />} />
    <IconButton label="Priority" keys="p" icon={<Flag aria-hidden="true" />} />
    <IconButton label="Delete" keys="#" tone="danger" icon={<Trash2 aria-hidden="true" />} />
  </>
);

/** The sample rows, which can be ticked. */
export function useSampleRows(): readonly TaskRowProps[] {
  const [done, setDone] = useState(new Set(['task_sample9']));
  return sampleRows.map((row) => ({
    ...row,
    task: { ...row.task, status: done.has(row.task.id) ? 'completed' : 'open' },
    actions: rowActions,
    onComplete: (isCompleted) => {
      const next = new Set(done);
      if (isCompleted) next.add(row.task.id);
      else next.delete(row.task.id);
      setDone(next);
    },
  }));
}

export function GalleryTasks() {
  const rows = useSampleRows();
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set(['task_sample3']));
  const selection = useRowSelection({
    ids: rows.map(({ task }) => task.id),
    selectedIds,
    onSelectionChange: setSelectedIds,
  });
  const [dials, setDials] = useState<Partial<Record<Priority, boolean>>>({});
  return (
    <>
      <Specimen name="Checkbox by priority">
        {PRIORITIES.map((priority) => (
          <TaskCheckbox
            key={priority}
            title={priority}
            priority={priority}
            isCompleted={dials[priority] ?? false}
            onChange={(isDone) => setDials({ ...dials, [priority]: isDone })}
          />
        ))}
        <TaskCheckbox title="completed" priority="high" isCompleted />
        <TaskCheckbox title="disabled" priority="medium" isCompleted={false} isDisabled />
      </Specimen>
      <Specimen name="Quick add" isWide>
        <SampleQuickAdd />
      </Specimen>
      <Specimen name="Task list" isWide>
        <TaskList
          label="Sample tasks"
          selection={selection}
          currentId="task_sample4"
          onOpen={() => {}}
          groups={[
            { id: 'overdue', heading: { name: 'Overdue', tone: 'overdue', count: 2 }, rows: rows.slice(0, 2) },
            { id: 'today', heading: { name: 'Today', date: 'Sat 21 November', count: 3 }, rows: rows.slice(2, 5) },
            { id: 'rest', heading: { name: 'Later' }, rows: rows.slice(5) },
          ]}
        />
      </Specimen>
    </>
  );
}
