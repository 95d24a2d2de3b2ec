import { Group, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Temporal } from 'temporal-polyfill';
import { FREQUENCIES, type Frequency, WEEKDAYS, type Weekday } from '#core/recurrence/rule.ts';
import { ordinalNumber, ordinalWord, WEEKDAY_NAMES } from '#core/recurrence/words.ts';
import { DateOnlyField } from '../ui/due/date-only-field.tsx';
import { NumberField } from '../ui/parts/number-field.tsx';
import { SegmentedControl } from '../ui/parts/segmented-control.tsx';
import { Select } from '../ui/parts/select.tsx';
import { VisuallyHidden } from '../ui/parts/visually-hidden.tsx';
import { nthOf } from './follow-start.ts';
import type { MonthlyDay, RepeatDraft, RepeatEnd } from './repeat-draft.ts';
import styles from './repeat-fields.module.css';
import { calendarOf } from './start-calendar.ts';

const UNITS: Record<Frequency, string> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };
const MAX_INTERVAL = 1000;
const MAX_COUNT = 10_000;
const DAYS = [...Array.from({ length: 31 }, (_, at) => at + 1), -1];
const NTHS = [1, 2, 3, 4, 5, -1];

export interface RepeatFieldsProps {
  draft: RepeatDraft;
  onChange: (draft: RepeatDraft) => void;
  /** The first due: a date or wall-clock time. */
  start: string;
  locale: string;
  /** ISO 8601: 1 is Monday, 7 Sunday. */
  weekStart: number;
}

/** Every so many days, weeks, months or years; on which days; until when. */
export function RepeatFields({ draft, onChange, start, locale, weekStart }: RepeatFieldsProps) {
  const { unit, interval, weekdays } = draft;
  const set = (changed: Partial<RepeatDraft>) => onChange({ ...draft, ...changed });
  return (
    <div className={styles.fields}>
      <Group className={styles.line} aria-label="How often">
        <span>Every</span>
        <NumberField
          label="Interval"
          isLabelHidden
          value={interval}
          min={1}
          max={MAX_INTERVAL}
          onChange={(next) => set({ interval: next })}
        />
        <Select
          label="Unit"
          isLabelHidden
          options={FREQUENCIES.map((value) => ({ value, label: interval === 1 ? UNITS[value] : `${UNITS[value]}s` }))}
          value={unit}
          onChange={(next) => set({ unit: next })}
        />
      </Group>
      {unit === 'WEEKLY' ? (
        <ToggleButtonGroup
          aria-label="On which days"
          className={styles.weekdays}
          selectionMode="multiple"
          disallowEmptySelection
          selectedKeys={weekdays}
          onSelectionChange={(keys) => set({ weekdays: WEEKDAYS.filter((day) => keys.has(day)) })}
        >
          {weekdaysFrom(weekStart).map((day) => (
            <ToggleButton key={day} id={day} className={styles.weekday}>
              <span aria-hidden="true">{nameOf(day).slice(0, 2)}</span>
              <VisuallyHidden>{nameOf(day)}</VisuallyHidden>
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      ) : null}
      {unit === 'MONTHLY' ? (
        <MonthlyFields value={draft.monthly} start={start} onChange={(monthly) => set({ monthly })} />
      ) : null}
      {unit === 'YEARLY' ? (
        <p className={styles.note}>On the day and month of the start. Another rule can be written as RRULE.</p>
      ) : null}
      <EndFields value={draft.end} start={start} locale={locale} onChange={(end) => set({ end })} />
    </div>
  );
}

interface MonthlyFieldsProps {
  value: MonthlyDay;
  start: string;
  onChange: (monthly: MonthlyDay) => void;
}

function MonthlyFields({ value, start, onChange }: MonthlyFieldsProps) {
  const calendar = calendarOf(start);
  return (
    <div className={styles.group}>
      <SegmentedControl
        label="On a day or on a weekday of the month"
        segments={[
          { value: 'day', label: 'On a day' },
          { value: 'nth', label: 'On a weekday' },
        ]}
        value={value.kind}
        onChange={(kind) =>
          onChange(
            kind === 'day' ? { kind, day: calendar.day } : { kind, nth: nthOf(calendar), weekday: calendar.weekday },
          )
        }
      />
      {value.kind === 'day' ? (
        <div className={styles.line}>
          <span>On the</span>
          <Select
            label="Day of the month"
            isLabelHidden
            options={DAYS.map((day) => ({ value: String(day), label: day < 0 ? 'last day' : ordinalNumber(day) }))}
            value={String(value.day)}
            onChange={(day) => onChange({ kind: 'day', day: Number(day) })}
          />
        </div>
      ) : (
        <div className={styles.line}>
          <span>On the</span>
          <Select
            label="Which one of the month"
            isLabelHidden
            options={NTHS.map((nth) => ({ value: String(nth), label: ordinalWord(nth) }))}
            value={String(value.nth)}
            onChange={(nth) => onChange({ ...value, nth: Number(nth) })}
          />
          <Select
            label="Weekday"
            isLabelHidden
            options={WEEKDAYS.map((day) => ({ value: day, label: nameOf(day) }))}
            value={value.weekday}
            onChange={(weekday) => onChange({ ...value, weekday })}
          />
        </div>
      )}
    </div>
  );
}

interface EndFieldsProps {
  value: RepeatEnd;
  start: string;
  locale: string;
  onChange: (end: RepeatEnd) => void;
}

function EndFields({ value, start, locale, onChange }: EndFieldsProps) {
  const ends = {
    never: { kind: 'never' },
    until: { kind: 'until', date: Temporal.PlainDate.from(start.slice(0, 10)).add({ months: 6 }).toString() },
    count: { kind: 'count', count: 10 },
  } satisfies Record<RepeatEnd['kind'], RepeatEnd>;
  return (
    <div className={styles.line}>
      <SegmentedControl
        label="When it ends"
        segments={[
          { value: 'never', label: 'No end' },
          { value: 'until', label: 'Until' },
          { value: 'count', label: 'So often' },
        ]}
        value={value.kind}
        onChange={(kind) => onChange(ends[kind])}
      />
      {value.kind === 'until' ? (
        <DateOnlyField
          label="Last day"
          isLabelHidden
          value={value.date}
          locale={locale}
          onChange={(date) => onChange({ kind: 'until', date })}
        />
      ) : null}
      {value.kind === 'count' ? (
        <>
          <NumberField
            label="How often"
            isLabelHidden
            value={value.count}
            min={1}
            max={MAX_COUNT}
            onChange={(count) => onChange({ kind: 'count', count })}
          />
          <span>{value.count === 1 ? 'time' : 'times'}</span>
        </>
      ) : null}
    </div>
  );
}

function weekdaysFrom(weekStart: number): readonly Weekday[] {
  return [...WEEKDAYS.slice(weekStart - 1), ...WEEKDAYS.slice(0, weekStart - 1)];
}

function nameOf(day: Weekday): string {
  return WEEKDAY_NAMES[WEEKDAYS.indexOf(day)] ?? day;
}
