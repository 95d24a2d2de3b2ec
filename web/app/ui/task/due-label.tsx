import { Calendar, CalendarClock } from 'lucide-react';
import { classNames } from '../class-names.ts';
import type { DueWords } from '../format/due-words.ts';
import { VisuallyHidden } from '../parts/visually-hidden.tsx';
import styles from './due-label.module.css';

/** A due date in a row. Late is told by its words and by the icon with a clock, not by red alone. */
export function DueLabel({ due }: { due: DueWords }) {
  const Icon = due.tone === 'overdue' ? CalendarClock : Calendar;
  return (
    <span className={classNames(styles.due, styles[due.tone], 'tabular')} title={due.full}>
      <Icon aria-hidden="true" />
      <VisuallyHidden>Due: </VisuallyHidden>
      {due.text}
    </span>
  );
}
