import type { ReactNode } from 'react';
import { PRIORITIES, type Priority } from '#core/task/task.ts';
import { Menu, MenuItem } from '../parts/menu.tsx';
import { PriorityDial } from './priority-dial.tsx';
import { priorityWords } from './priority-words.ts';

export interface PriorityMenuProps {
  trigger: ReactNode;
  value: Priority;
  onChange: (priority: Priority) => void;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** The five priorities, the most pressing first. */
export function PriorityMenu({ trigger, value, onChange, ...open }: PriorityMenuProps) {
  return (
    <Menu
      {...open}
      trigger={trigger}
      label="Priority"
      selectionMode="single"
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = PRIORITIES.find((priority) => keys !== 'all' && keys.has(priority));
        if (chosen && chosen !== value) onChange(chosen);
      }}
    >
      {PRIORITIES.toReversed().map((priority) => (
        <MenuItem key={priority} id={priority} icon={<PriorityDial priority={priority} />}>
          {priorityWords[priority]}
        </MenuItem>
      ))}
    </Menu>
  );
}
