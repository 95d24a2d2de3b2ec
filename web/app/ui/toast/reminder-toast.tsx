import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { BellMark } from '../identity/bell-mark.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import styles from './reminder-toast.module.css';

export interface ReminderToastProps {
  title: string;
  /** What is worth knowing: when it is due, how late it rings. */
  facts: ReactNode;
  /** How long ago it rang. */
  time: string;
  /** Small buttons: done, snooze, open. */
  actions: ReactNode;
  onDismiss: () => void;
}

/** One reminder that rings. It stays until somebody acts on it or closes it. */
export function ReminderToast({ title, facts, time, actions, onDismiss }: ReminderToastProps) {
  const titleId = useId();
  return (
    <article aria-labelledby={titleId} className={styles.toast}>
      <span className={styles.bell}>
        <BellMark size={18} />
      </span>
      <div className={styles.body}>
        <p id={titleId} className={styles.title}>
          {title}
        </p>
        <p className={styles.facts}>
          <span>{facts}</span>
          <span className={styles.time}>{time}</span>
        </p>
        <div className={styles.actions}>{actions}</div>
      </div>
      <span className={styles.dismiss}>
        <IconButton label="Dismiss" keys="Escape" icon={<X aria-hidden="true" />} onPress={onDismiss} />
      </span>
    </article>
  );
}
