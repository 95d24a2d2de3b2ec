import { type CalendarDate, parseDate } from '@internationalized/date';
import { Calendar as CalendarIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Due } from '#core/task/due.ts';
import { dueWords } from '../format/due-words.ts';
import { Popover } from '../parts/popover.tsx';
import { DueCalendar } from './due-calendar.tsx';
import styles from './due-field.module.css';
import { DueTime } from './due-time.tsx';
import { dueOf, dueParts, dueShortcuts } from './due-value.ts';

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
  /** Opens it; by default a button with the due date in words. */
  trigger?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A date, a time if wanted, a zone if wanted; the usual days one press away. Every change counts at once. */
export function DueField({ trigger, isOpen, onOpenChange, ...field }: DueFieldProps) {
  const words = field.value ? dueWords(field.value, field) : null;
  return (
    <Popover
      label="Due date"
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

/** The inside of the popover, also for a sheet. */
export function DuePanel({ value, onChange, onDone, ...field }: DueFieldProps & { onDone: () => void }) {
  const parts = value ? dueParts(value) : null;
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: field.zone }).format(field.nowMs);
  const setDate = (date: string) => onChange(dueOf({ time: null, zone: null, ...parts, date }));
  const pick = (date: string) => {
    setDate(date);
    onDone();
  };

  return (
    <div className={styles.panel}>
      <div className={styles.shortcuts}>
        {dueShortcuts(today).map((shortcut) => (
          <Button key={shortcut.label} className={styles.shortcut} onPress={() => pick(shortcut.date)}>
            {shortcut.label}
          </Button>
        ))}
        <Button
          className={styles.shortcut}
          isDisabled={!value}
          onPress={() => {
            onChange(null);
            onDone();
          }}
        >
          None
        </Button>
      </div>
      <DueCalendar
        value={parts ? parseDate(parts.date) : null}
        today={parseDate(today)}
        locale={field.locale}
        weekStart={field.weekStart}
        onChange={(date: CalendarDate) => setDate(date.toString())}
      />
      <DueTime
        parts={parts}
        userZone={field.zone}
        zones={field.zones}
        onChange={(next) => onChange(dueOf({ date: parts?.date ?? today, ...next }))}
      />
    </div>
  );
}
