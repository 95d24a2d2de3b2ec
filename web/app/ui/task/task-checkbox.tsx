import { Checkbox } from 'react-aria-components';
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
  onChange?: (isCompleted: boolean) => void;
}

/** Ticks a task off: 20 px drawn in a 40 px target. The ring shows the priority by colour and by its marks. */
export function TaskCheckbox({ title, priority, isCompleted, isDisabled = false, onChange }: TaskCheckboxProps) {
  return (
    <Checkbox
      // A list of rows offers its own checkbox slot, which selects the row. This one completes the task.
      slot={null}
      aria-label={`${isCompleted ? 'Completed' : 'Complete'}: ${title}`}
      className={classNames(styles.checkbox, styles[priority])}
      isSelected={isCompleted}
      isDisabled={isDisabled}
      onChange={onChange}
    >
      <PriorityDial priority={priority} isCompleted={isCompleted} />
    </Checkbox>
  );
}
