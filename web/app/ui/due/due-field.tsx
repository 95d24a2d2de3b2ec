import { Calendar as CalendarIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Due } from '#core/task/due.ts';
import { dueWords } from '../format/due-words.ts';
import { Popover } from '../parts/popover.tsx';
import styles from './due-field.module.css';
import { DuePanel } from './due-panel.tsx';

export interface DueFieldProps {
  value: Due | null;
  onChange: (due: Due | null) => void;
  nowMs: number;
  /** The user's zone. */
  zone: string;
  locale: string;
  /** First day of the week, ISO 8601: 1 is Monday, 7 Sunday. */
  weekStart: number;
  /** The zones a time can be fixed to. */
  zones: readonly string[];
  /** What it is, by default `Due date`. */
  label?: string;
  /** A due that something else needs cannot be taken away. */
  isRequired?: boolean;
  /** Opens it; by default a button with the due date in words. */
  trigger?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A date, a time if wanted, a zone if wanted; the usual days one press away. Every change counts at once. */
export function DueField({ trigger, isOpen, onOpenChange, label = 'Due date', ...field }: DueFieldProps) {
  const words = field.value ? dueWords(field.value, field) : null;
  return (
    <Popover
      label={label}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      trigger={
        trigger ?? (
          <Button className={styles.trigger} data-tone={words?.tone}>
            <CalendarIcon aria-hidden="true" />
            <span>{words?.text ?? 'No date'}</span>
          </Button>
        )
      }
    >
      {(close) => <DuePanel {...field} onDone={close} />}
    </Popover>
  );
}
