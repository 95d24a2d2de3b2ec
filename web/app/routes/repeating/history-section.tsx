import { Link } from 'react-aria-components';
import type { TaskPage } from '#core/query/task-query.ts';
import { resolveTask } from '#web/app/commands/task-state.ts';
import { slotWords } from '#web/app/repeat/slot-words.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { useTaskActions } from '#web/app/tasks/task-actions.tsx';
import { dueWords } from '#web/app/ui/format/due-words.ts';
import { relativeTime } from '#web/app/ui/format/relative-time.ts';
import { TaskCheckbox } from '#web/app/ui/task/task-checkbox.tsx';
import { PageSection } from './page-section.tsx';
import styles from './series-page.module.css';

/** The tasks a series has made, the newest first. */
export function HistorySection({ page, currentId }: { page: TaskPage; currentId: string }) {
  const { tasks: state, overview, nowMs, today } = useWorkspace();
  const { setCompleted } = useTaskActions();
  const { settings } = overview;
  const thisYear = Number(today.slice(0, 4));
  const tasks = page.tasks.map((task) => resolveTask(state, task)).filter(({ deletedAt }) => deletedAt === null);
  return (
    <PageSection title="Its tasks">
      {tasks.length === 0 ? <p className={styles.quiet}>They are all in the trash.</p> : null}
      <ul className={styles.tasks}>
        {tasks.map((task) => (
          <li key={task.id} className={styles.task} data-done={task.status === 'completed' || undefined}>
            <TaskCheckbox
              title={task.title}
              priority={task.priority}
              isCompleted={task.status === 'completed'}
              onChange={(isCompleted) => setCompleted([task], isCompleted)}
            />
            <div className={styles.line}>
              <Link href={`?task=${task.id}`} className={styles.taskTitle}>
                {task.title}
              </Link>
              <span className={styles.when}>
                {task.completedAt
                  ? `done ${relativeTime(Date.parse(task.completedAt), { nowMs, ...settings })}`
                  : task.due
                    ? dueWords(task.due, { nowMs, ...settings }).text
                    : ''}
                {task.series && task.series.slot.slice(0, 10) !== wallOf(task)?.slice(0, 10)
                  ? `, for ${slotWords(task.series.slot.slice(0, 10), thisYear, settings.locale)}`
                  : ''}
                {task.id === currentId ? ' · current' : ''}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {page.total > page.tasks.length ? (
        <p className={styles.quiet}>
          The newest {page.tasks.length} of {page.total}.
        </p>
      ) : null}
    </PageSection>
  );
}

function wallOf({ due }: TaskPage['tasks'][number]): string | undefined {
  return due?.kind === 'date' ? due.date : due?.local;
}
