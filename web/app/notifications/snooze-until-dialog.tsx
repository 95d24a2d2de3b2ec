import { CalendarDateTime, type DateValue } from '@internationalized/date';
import { type FormEvent, useId, useState } from 'react';
import { DateField, DateInput, DateSegment, FieldError, Label } from 'react-aria-components';
import type { Snooze } from '#core/reminder/commands.ts';
import { addDays, localDateAt, wallClockToEpochMs } from '#core/time/local.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { classNames } from '../ui/class-names.ts';
import { Button } from '../ui/parts/button.tsx';
import { Dialog } from '../ui/parts/dialog.tsx';
import field from '../ui/parts/field.module.css';
import time from '../ui/parts/time-field.module.css';
import { snoozeUntil } from './firing-writes.ts';

export interface SnoozeUntilDialogProps {
  title: string;
  onSnooze: (snooze: Snooze) => void;
  onClose: () => void;
}

/** Asks for the day and the time a reminder is put off to. It begins with tomorrow morning. */
export function SnoozeUntilDialog({ title, onSnooze, onClose }: SnoozeUntilDialogProps) {
  const { overview, nowMs } = useWorkspace();
  const { zone, morning } = overview.settings;
  const [until, setUntil] = useState<DateValue | null>(() => dateTime(addDays(localDateAt(nowMs, zone), 1), morning));
  const formId = useId();
  const untilMs = until === null ? null : wallClockToEpochMs(until.toString().slice(0, 16), zone);
  const isPast = untilMs !== null && untilMs <= nowMs;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (untilMs === null || isPast) return;
    onSnooze(snoozeUntil(untilMs));
    onClose();
  };
  return (
    <Dialog
      title="Snooze until"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} isDisabled={untilMs === null || isPast}>
            Snooze
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <DateField
          className={field.field}
          granularity="minute"
          hideTimeZone
          autoFocus
          value={until}
          onChange={setUntil}
          isInvalid={isPast}
        >
          <Label className={field.label}>“{title}” rings again</Label>
          <DateInput className={classNames(field.control, time.input)}>
            {(segment) => <DateSegment segment={segment} className={time.segment} />}
          </DateInput>
          <FieldError className={field.error}>{isPast ? 'That moment has passed.' : ''}</FieldError>
        </DateField>
      </form>
    </Dialog>
  );
}

function dateTime(date: string, clock: string): CalendarDateTime {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return new CalendarDateTime(year, month, day, hour, minute);
}
