import { Bell, CirclePause, ListTree, Repeat } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Task } from '#core/task/task.ts';
import { classNames } from '../class-names.ts';
import type { DueWords } from '../format/due-words.ts';
import { VisuallyHidden } from '../parts/visually-hidden.tsx';
import { DueLabel } from './due-label.tsx';
import { ListDot } from './list-dot.tsx';
import { priorityWords } from './priority-words.ts';
import { TaskCheckbox } from './task-checkbox.tsx';
import styles from './task-row.module.css';

export interface TaskRowProps {
  task: Pick<Task, 'id' | 'title' | 'status' | 'priority' | 'tags'> & { hasNotes?: boolean };
  due?: DueWords | null;
  subtasks?: { done: number; total: number } | null;
  /** The list it is in, where a view mixes several. */
  list?: { id: string; name: string } | null;
  /** It is one of a series; a paused one makes no more until it is resumed. */
  repeats?: 'active' | 'paused' | null;
  /** When it rings next, in words. */
  rings?: string | null;
  /** Not yet confirmed by the server. */
  isPending?: boolean;
  /** Words of a search, marked in the title. */
  highlight?: string;
  onComplete?: (isCompleted: boolean) => void;
  /** Icon buttons that show on hover and on focus; their room is always kept. */
  actions?: ReactNode;
  isCheckboxDisabled?: boolean;
  /** Tab leads into one row of a list, and not through all the others. */
  isOutOfTabOrder?: boolean;
}

/** The inside of one row of a task list. Focus, hover and selection come from the row that holds it (`TaskList`). */
export function TaskRow({
  task,
  due,
  subtasks,
  list,
  repeats,
  rings,
  isPending,
  highlight,
  onComplete,
  actions,
  isCheckboxDisabled,
  isOutOfTabOrder,
}: TaskRowProps) {
  const isCompleted = task.status === 'completed';
  const hasMeta = due || subtasks || list || repeats || rings || task.tags.length > 0;
  return (
    <div className={classNames(styles.row, isCompleted && styles.completed)}>
      <TaskCheckbox
        title={task.title}
        priority={task.priority}
        isCompleted={isCompleted}
        isDisabled={isCheckboxDisabled}
        isOutOfTabOrder={isOutOfTabOrder}
        onChange={onComplete}
      />
      <div className={styles.body}>
        <span className={styles.title} title={task.title}>
          <Highlighted text={task.title} words={highlight} />
          {isPending ? <span className={styles.waits} aria-hidden="true" /> : null}
          {task.priority === 'none' ? null : <VisuallyHidden>, priority {priorityWords[task.priority]}</VisuallyHidden>}
        </span>
        {hasMeta ? (
          <span className={styles.meta}>
            {subtasks && subtasks.total > 0 ? (
              <span className={classNames(styles.item, 'tabular')}>
                <ListTree aria-hidden="true" />
                {subtasks.done}/{subtasks.total}
                <VisuallyHidden> subtasks done</VisuallyHidden>
              </span>
            ) : null}
            {task.tags.map((tag) => (
              <span key={tag} className={styles.tag}>
                <bdi>#{tag}</bdi>
              </span>
            ))}
            {list ? (
              <span className={styles.item}>
                <ListDot listId={list.id} />
                <span className={styles.listName}>{list.name}</span>
              </span>
            ) : null}
            {rings ? (
              <span className={classNames(styles.item, 'tabular')} title={`Rings ${rings}`}>
                <Bell aria-hidden="true" />
                <VisuallyHidden>rings </VisuallyHidden>
                {rings}
              </span>
            ) : null}
            {repeats ? (
              <span className={styles.item} title={repeats === 'paused' ? 'Repeating is paused' : 'Repeats'}>
                {repeats === 'paused' ? <CirclePause aria-hidden="true" /> : <Repeat aria-hidden="true" />}
                <VisuallyHidden>{repeats === 'paused' ? 'repeating is paused' : 'repeats'}</VisuallyHidden>
              </span>
            ) : null}
            {due ? <DueLabel due={due} /> : null}
          </span>
        ) : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}

function Highlighted({ text, words }: { text: string; words: string | undefined }) {
  const terms = (words ?? '').split(/\s+/).filter(Boolean);
  if (terms.length === 0) return text;
  const pattern = new RegExp(`(${terms.map(escapePattern).join('|')})`, 'giu');
  // Splitting by one group puts what matched at the odd places.
  return text.split(pattern).map((piece, index) =>
    index % 2 === 1 ? (
      <mark key={index} className={styles.mark}>
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}

function escapePattern(term: string): string {
  return term.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
