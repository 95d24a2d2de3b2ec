import { CalendarDateTime, type DateValue } from '@internationalized/date';
import { type FormEvent, type ReactNode, useState } from 'react';
import {
  CheckboxGroup,
  DateField,
  DateInput,
  DateSegment,
  FieldError,
  I18nProvider,
  Label,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { CHANNELS, type Channel, type Reminder, type ReminderWhen } from '#core/reminder/reminder.ts';
import type { Due } from '#core/task/due.ts';
import { addDays, localDateAt, wallClockToEpochMs } from '#core/time/local.ts';
import { classNames } from '../ui/class-names.ts';
import { Button } from '../ui/parts/button.tsx';
import { Checkbox } from '../ui/parts/checkbox.tsx';
import field from '../ui/parts/field.module.css';
import { NumberField } from '../ui/parts/number-field.tsx';
import { SegmentedControl } from '../ui/parts/segmented-control.tsx';
import { Select } from '../ui/parts/select.tsx';
import time from '../ui/parts/time-field.module.css';
import { ChannelNotes } from './channel-notes.tsx';
import { channelWords } from './channel-words.ts';
import styles from './reminder-editor.module.css';
import { type ReminderSettings, whenWords } from './reminder-words.ts';

const MINUTES_OF = { minutes: 1, hours: 60, days: 1440 };
type Unit = keyof typeof MINUTES_OF;
const LEADS = [0, 5, 10, 15, 30, 60, 1440];
/** On a due without a time it is days and not minutes that people count. */
const DAY_LEADS = [0, 1440, 2 * 1440, 7 * 1440];
const MAX_DAYS = 366;

export interface ReminderEditorProps {
  /** Null adds one. */
  reminder: Reminder | null;
  due: Due | null;
  settings: ReminderSettings;
  nowMs: number;
  onWhen: (when: ReminderWhen) => void;
  onChannels?: (channels: Channel[]) => void;
  onRemove?: () => void;
  /** What became of it until now. */
  history?: ReactNode;
}

/** When a reminder rings, and on which channels. */
export function ReminderEditor({ reminder, due, settings, nowMs, history, ...on }: ReminderEditorProps) {
  const { onWhen, onChannels, onRemove } = on;
  const isAbsolute = reminder !== null && reminder.when.kind !== 'before';
  const [kind, setKind] = useState<'before' | 'at'>(isAbsolute || due === null ? 'at' : 'before');
  return (
    <div className={styles.editor}>
      <SegmentedControl
        label="When it rings"
        segments={[
          { value: 'before', label: 'Before it is due' },
          { value: 'at', label: 'At a time' },
        ]}
        value={kind}
        onChange={setKind}
      />
      {kind === 'before' ? (
        <LeadFields value={reminder?.when ?? null} due={due} settings={settings} onWhen={onWhen} />
      ) : (
        <MomentField value={reminder?.when ?? null} settings={settings} nowMs={nowMs} onWhen={onWhen} />
      )}
      {reminder && onChannels ? (
        <CheckboxGroup
          className={styles.channels}
          value={reminder.channels}
          onChange={(chosen) => {
            const channels = CHANNELS.filter((channel) => chosen.includes(channel));
            if (channels.length > 0) onChannels(channels);
          }}
        >
          <Label className={field.label}>Comes by</Label>
          <div className={styles.grid}>
            {CHANNELS.map((channel) => (
              <Checkbox key={channel} value={channel}>
                {channelWords[channel]}
              </Checkbox>
            ))}
          </div>
          <ChannelNotes channels={reminder.channels} />
        </CheckboxGroup>
      ) : null}
      {history ? (
        <section className={styles.history} aria-label="What became of it">
          {history}
        </section>
      ) : null}
      {onRemove ? (
        <div>
          <Button variant="quiet" size="small" onPress={onRemove}>
            Remove this reminder
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface WhenProps {
  value: ReminderWhen | null;
  settings: ReminderSettings;
  onWhen: (when: ReminderWhen) => void;
}

function LeadFields({ value, due, settings, onWhen }: WhenProps & { due: Due | null }) {
  const [custom, setCustom] = useState<{ count: number; unit: Unit }>({ count: 2, unit: 'hours' });
  if (due === null) return <p className={styles.note}>Set a due date first: it counts back from that.</p>;
  const leads = due.kind === 'date' ? DAY_LEADS : LEADS;
  const minutes = value?.kind === 'before' ? value.minutes : null;
  return (
    <>
      <ToggleButtonGroup
        aria-label="How long before"
        className={styles.leads}
        selectionMode="single"
        selectedKeys={minutes === null ? [] : [String(minutes)]}
        onSelectionChange={([key]) => key !== undefined && onWhen({ kind: 'before', minutes: Number(key) })}
      >
        {leads.map((lead) => (
          <ToggleButton key={lead} id={String(lead)} className={styles.lead}>
            {whenWords({ kind: 'before', minutes: lead }, due, settings)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <form
        className={styles.line}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onWhen({ kind: 'before', minutes: custom.count * MINUTES_OF[custom.unit] });
        }}
      >
        <NumberField
          label="How many"
          isLabelHidden
          value={custom.count}
          min={1}
          max={Math.floor((MAX_DAYS * 1440) / MINUTES_OF[custom.unit])}
          onChange={(count) => setCustom({ ...custom, count })}
        />
        <Select<Unit>
          label="Unit"
          isLabelHidden
          options={[
            { value: 'minutes', label: 'minutes' },
            { value: 'hours', label: 'hours' },
            { value: 'days', label: 'days' },
          ]}
          value={custom.unit}
          onChange={(unit) => setCustom({ ...custom, unit })}
        />
        <span>before</span>
        <Button type="submit" size="small">
          Set
        </Button>
      </form>
      {due.kind === 'date' ? (
        <p className={styles.note}>
          Without a time it counts from {settings.morning}, the start of the day in your settings.
        </p>
      ) : null}
    </>
  );
}

function MomentField({ value, settings, nowMs, onWhen }: WhenProps & { nowMs: number }) {
  const { zone, morning, locale } = settings;
  const [at, setAt] = useState<DateValue | null>(() =>
    dateTime(value && value.kind !== 'before' ? value.local : `${addDays(localDateAt(nowMs, zone), 1)}T${morning}`),
  );
  const local = at?.toString().slice(0, 16) ?? null;
  const isPast = local !== null && wallClockToEpochMs(local, zone) <= nowMs;
  return (
    <form
      className={styles.moment}
      onSubmit={(event) => {
        event.preventDefault();
        if (local !== null && !isPast) onWhen({ kind: 'floating', local });
      }}
    >
      <I18nProvider locale={locale}>
        <DateField
          className={field.field}
          granularity="minute"
          hideTimeZone
          value={at}
          onChange={setAt}
          isInvalid={isPast}
        >
          <Label className={field.label}>Rings on</Label>
          <DateInput className={classNames(field.control, time.input)}>
            {(segment) => <DateSegment segment={segment} className={time.segment} />}
          </DateInput>
          <FieldError className={field.error}>{isPast ? 'That moment has passed.' : ''}</FieldError>
        </DateField>
      </I18nProvider>
      <Button type="submit" size="small" isDisabled={local === null || isPast}>
        Set
      </Button>
    </form>
  );
}

function dateTime(local: string): CalendarDateTime {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = local.split(/[-T:]/).map(Number);
  return new CalendarDateTime(year, month, day, hour, minute);
}
