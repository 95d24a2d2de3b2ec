import { ArrowDown, ArrowUp, CalendarClock, Flag, FolderInput, Hash, RotateCcw, Trash2 } from 'lucide-react';
import type { RefObject } from 'react';
import { Menu, Popover } from 'react-aria-components';
import type { Task } from '#core/task/task.ts';
import { MenuItem, MenuSeparator } from '../ui/parts/menu.tsx';
import surface from '../ui/parts/popover-surface.module.css';
import { useTaskActions } from './task-actions.tsx';

export interface RowMenuProps {
  task: Task | null;
  triggerRef: RefObject<Element | null>;
  onClose: () => void;
  /** Null where rows have no order of their own. */
  onMove: ((task: Task, by: -1 | 1) => void) | null;
}

/** Everything a row can do, in words. One for the whole list: rows only say where it opens. */
export function RowMenu({ task, triggerRef, onClose, onMove }: RowMenuProps) {
  const actions = useTaskActions();
  if (!task) return null;
  return (
    <Popover
      className={surface.surface}
      aria-label={`Actions for ${task.title}`}
      triggerRef={triggerRef}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      placement="bottom end"
      offset={4}
    >
      <Menu aria-label={`Actions for ${task.title}`} className={surface.options} autoFocus="first" onClose={onClose}>
        {task.deletedAt ? (
          <MenuItem icon={<RotateCcw aria-hidden="true" />} keys="r" onAction={() => actions.restore([task])}>
            Restore
          </MenuItem>
        ) : (
          <>
            <MenuItem icon={<CalendarClock aria-hidden="true" />} keys="d" onAction={() => actions.ask('due', [task])}>
              Due date…
            </MenuItem>
            <MenuItem icon={<Flag aria-hidden="true" />} keys="p" onAction={() => actions.ask('priority', [task])}>
              Priority…
            </MenuItem>
            <MenuItem icon={<Hash aria-hidden="true" />} keys="l" onAction={() => actions.ask('tags', [task])}>
              Tags…
            </MenuItem>
            <MenuItem icon={<FolderInput aria-hidden="true" />} keys="m" onAction={() => actions.ask('list', [task])}>
              Move to list…
            </MenuItem>
            {onMove ? (
              <>
                <MenuSeparator />
                <MenuItem icon={<ArrowUp aria-hidden="true" />} keys="Alt+ArrowUp" onAction={() => onMove(task, -1)}>
                  Move up
                </MenuItem>
                <MenuItem icon={<ArrowDown aria-hidden="true" />} keys="Alt+ArrowDown" onAction={() => onMove(task, 1)}>
                  Move down
                </MenuItem>
              </>
            ) : null}
            <MenuSeparator />
            <MenuItem
              icon={<Trash2 aria-hidden="true" />}
              keys="#"
              tone="danger"
              onAction={() => actions.remove([task])}
            >
              Move to the trash
            </MenuItem>
          </>
        )}
      </Menu>
    </Popover>
  );
}
