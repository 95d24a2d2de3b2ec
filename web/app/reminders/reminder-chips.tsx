import { AlarmClock, Bell, Mail, Plus, Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Group } from 'react-aria-components';
import type { Channel, Reminder, ReminderWhen } from '#core/reminder/reminder.ts';
import type { Due } from '#core/task/due.ts';
import { Popover } from '../ui/parts/popover.tsx';
import { VisuallyHidden } from '../ui/parts/visually-hidden.tsx';
import styles from './reminder-chips.module.css';
import { ReminderEditor } from './reminder-editor.tsx';
import { nextRing, type ReminderSettings, whenWords } from './reminder-words.ts';

export type ReminderPatch = { when?: ReminderWhen; channels?: Channel[] };

export interface ReminderChipsProps {
  reminders: readonly Reminder[];
  due: Due | null;
  settings: ReminderSettings;
  nowMs: number;
  /** The task is open: its reminders still ring. */
  isWaiting: boolean;
  isReadOnly?: boolean;
  onAdd: (when: ReminderWhen) => void;
  onChange: (reminder: Reminder, patch: ReminderPatch) => void;
  onRemove: (reminder: Reminder) => void;
  /** What became of it each time it rang. */
  historyOf?: (reminder: Reminder) => ReactNode;
}

/** The reminders of a task, each with when it rings next; pressing one changes it. */
export function ReminderChips({ reminders, due, settings, nowMs, isReadOnly = false, ...props }: ReminderChipsProps) {
  const { isWaiting, onAdd, onChange, onRemove, historyOf } = props;
  const editor = { due, settings, nowMs };
  const inOrder = [...reminders].sort((a, b) => order(a) - order(b));
  return (
    <Group className={styles.chips} aria-label="Reminders">
      {inOrder.map((reminder) => {
        const words = whenWords(reminder.when, due, settings);
        const next = nextRing(reminder, due, settings, { nowMs, isWaiting });
        return (
          <Popover
            key={reminder.id}
            label={`Reminder ${words}`}
            trigger={
              <Button className={styles.chip} data-state={next.kind} isDisabled={isReadOnly}>
                {next.kind === 'snoozed' ? <AlarmClock aria-hidden="true" /> : <Bell aria-hidden="true" />}
                <VisuallyHidden>Reminder: </VisuallyHidden>
                <span>{words}</span>
                {next.kind === 'rings' && reminder.when.kind === 'before' ? (
                  <span className={styles.next}>
                    <VisuallyHidden>, rings </VisuallyHidden>
                    {next.words}
                  </span>
                ) : null}
                {next.kind === 'snoozed' ? <span className={styles.next}>snoozed until {next.words}</span> : null}
                {next.kind === 'past' ? <span className={styles.next}>past</span> : null}
                {next.kind === 'never' && isWaiting ? <span className={styles.next}>needs a due date</span> : null}
                <OutsideMarks channels={reminder.channels} />
              </Button>
            }
          >
            {(close) => (
              <ReminderEditor
                {...editor}
                reminder={reminder}
                onWhen={(when) => {
                  onChange(reminder, { when });
                  close();
                }}
                history={historyOf?.(reminder)}
                onChannels={(channels) => onChange(reminder, { channels })}
                onRemove={() => {
                  close();
                  onRemove(reminder);
                }}
              />
            )}
          </Popover>
        );
      })}
      {isReadOnly ? null : (
        <Popover
          label="New reminder"
          trigger={
            <Button className={styles.add}>
              {inOrder.length === 0 ? <Bell aria-hidden="true" /> : <Plus aria-hidden="true" />}
              {inOrder.length === 0 ? <span>Remind me</span> : <VisuallyHidden>Add a reminder</VisuallyHidden>}
            </Button>
          }
        >
          {(close) => (
            <ReminderEditor
              {...editor}
              reminder={null}
              onWhen={(when) => {
                onAdd(when);
                close();
              }}
            />
          )}
        </Popover>
      )}
    </Group>
  );
}

/** Where it goes beside windows and devices. */
function OutsideMarks({ channels }: { channels: readonly Channel[] }) {
  const isMailed = channels.includes('email');
  const isCalled = channels.includes('webhook');
  if (!isMailed && !isCalled) return null;
  return (
    <span className={styles.outside}>
      <VisuallyHidden>{`, by ${[isMailed && 'email', isCalled && 'webhook'].filter(Boolean).join(' and ')}`}</VisuallyHidden>
      {isMailed ? <Mail aria-hidden="true" /> : null}
      {isCalled ? <Webhook aria-hidden="true" /> : null}
    </span>
  );
}

/** As they ring: far ahead first; those at a time of their own last. */
function order({ when }: Reminder): number {
  return when.kind === 'before' ? -when.minutes : 1;
}
