import type { Priority } from '#core/task/task.ts';
import { classNames } from '../class-names.ts';
import { PriorityDial } from './priority-dial.tsx';
import styles from './task-checkbox.module.css';

export interface TaskCheckboxProps {
  /** The task's title: the checkbox is called `Complete <title>`. */
  title: string;
  priority: Priority;
  isCompleted: boolean;
  isDisabled?: boolean;
  /** Reached by other means than Tab, as in a list of rows. */
  isOutOfTabOrder?: boolean;
  onChange?: (isCompleted: boolean) => void;
}

/** Ticks a task off: 20 px drawn in a 40 px target. The ring shows the priority by colour and by its marks. */
export function TaskCheckbox({
  title,
  priority,
  isCompleted,
  isDisabled = false,
  isOutOfTabOrder = false,
  onChange,
}: TaskCheckboxProps) {
  return (
    <label className={classNames(styles.checkbox, styles[priority])}>
      <input
        type="checkbox"
        className={styles.input}
        aria-label={`${isCompleted ? 'Completed' : 'Complete'}: ${title}`}
        checked={isCompleted}
        disabled={isDisabled}
        tabIndex={isOutOfTabOrder ? -1 : undefined}
        onChange={(event) => onChange?.(event.target.checked)}
      />
      <PriorityDial priority={priority} isCompleted={isCompleted} />
    </label>
  );
}
