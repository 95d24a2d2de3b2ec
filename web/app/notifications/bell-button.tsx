import { Bell } from 'lucide-react';
import { IconButton } from '../ui/parts/icon-button.tsx';
import { Popover } from '../ui/parts/popover.tsx';
import styles from './bell-button.module.css';
import { BellPanel } from './bell-panel.tsx';
import { unreadCount } from './bell-state.ts';
import { countWords } from './count-words.ts';
import { useBell } from './use-bell.ts';

export interface BellButtonProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  placement: 'bottom start' | 'bottom end' | 'right top';
}

/** The bell with how much is unread, and what it opens. */
export function BellButton({ isOpen, onOpenChange, placement }: BellButtonProps) {
  const count = countWords(unreadCount(useBell()));
  return (
    <Popover
      label="Notifications"
      placement={placement}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      trigger={
        <IconButton
          label={count === null ? 'Notifications' : `Notifications, ${count} unread`}
          keys="b"
          icon={
            <span className={styles.bell}>
              <Bell aria-hidden="true" />
              {count === null ? null : <span className={styles.count}>{count}</span>}
            </span>
          }
        />
      }
    >
      {(close) => <BellPanel onLeave={close} />}
    </Popover>
  );
}
