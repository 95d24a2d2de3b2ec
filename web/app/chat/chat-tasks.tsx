import { z } from 'zod';
import { type ToolTask, ToolTaskSchema } from '#core/tools/tool-task.ts';
import { nowInstant } from '../commands/now-instant.ts';
import { shortenTitle } from '../commands/shorten-title.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { useTaskActions } from '../tasks/task-actions.tsx';
import { useOpenTask } from '../tasks/use-open-task.ts';
import { dueWords } from '../ui/format/due-words.ts';
import { DueLabel } from '../ui/task/due-label.tsx';
import { TaskCheckbox } from '../ui/task/task-checkbox.tsx';
import styles from './chat.module.css';

const OneSchema = z.looseObject({ task: ToolTaskSchema });
const ManySchema = z.looseObject({ tasks: z.array(ToolTaskSchema.loose()), total: z.int().optional() });
const DaySchema = z.looseObject({ overdue: z.array(ToolTaskSchema), due: z.array(ToolTaskSchema) });

/** The tasks that a tool found, in its order; null when it found something else. */
export function tasksOf(output: unknown): { tasks: readonly ToolTask[]; total: number } | null {
  const many = ManySchema.safeParse(output).data;
  if (many) return { tasks: many.tasks, total: many.total ?? many.tasks.length };
  const day = DaySchema.safeParse(output).data;
  if (day) return { tasks: [...day.overdue, ...day.due], total: day.overdue.length + day.due.length };
  const one = OneSchema.safeParse(output).data;
  return one ? { tasks: [one.task], total: 1 } : null;
}

const FEW = 12;

/** Tasks in an answer: numbered, because one can say “the second one”; ticked off and opened in place. */
export function ChatTasks({ tasks, total }: { tasks: readonly ToolTask[]; total: number }) {
  const shown = tasks.slice(0, FEW);
  if (shown.length === 0) return <p className={styles.quiet}>No tasks.</p>;
  return (
    <>
      <ol className={styles.tasks}>
        {shown.map((task, index) => (
          <ChatTask key={task.id} task={task} number={index + 1} />
        ))}
      </ol>
      {total > shown.length ? <p className={styles.quiet}>{`${shown.length} of ${total} shown.`}</p> : null}
    </>
  );
}

function ChatTask({ task: answered, number }: { task: ToolTask; number: number }) {
  const { tasks: state, overview, nowMs } = useWorkspace();
  const { write } = useTaskActions();
  const { open } = useOpenTask();
  const task = { ...answered, ...state.confirmed.get(answered.id) };
  for (const { overlays } of state.writes) Object.assign(task, overlays.get(task.id));
  const isCompleted = task.status === 'completed';
  const isGone = task.deletedAt !== null;
  const setCompleted = (next: boolean) => {
    const { id, status, completedAt } = task;
    const overlay = next
      ? { status: 'completed' as const, completedAt: nowInstant() }
      : { status: 'open' as const, completedAt: null };
    write({
      commands: [{ type: next ? 'task.complete' : 'task.reopen', taskId: id }],
      label: `${next ? 'Completed' : 'Reopened'} “${shortenTitle(task.title)}”`,
      changes: [{ task: { id, status, completedAt }, overlay }],
    });
  };
  return (
    <li className={styles.task} data-done={isCompleted || isGone || undefined}>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <TaskCheckbox
        title={task.title}
        priority={task.priority}
        isCompleted={isCompleted}
        isDisabled={isGone}
        onChange={setCompleted}
      />
      <button type="button" className={styles.taskTitle} onClick={() => open(task.id)}>
        {task.title}
      </button>
      {isGone ? <span className={styles.quiet}>In the trash</span> : null}
      {task.due ? <DueLabel due={dueWords(task.due, { nowMs, ...overview.settings, isDone: isCompleted })} /> : null}
    </li>
  );
}
