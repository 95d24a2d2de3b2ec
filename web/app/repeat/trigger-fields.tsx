import type { Trigger } from '#core/series/series.ts';
import { RadioGroup } from '../ui/parts/radio-group.tsx';
import { Select } from '../ui/parts/select.tsx';
import styles from './trigger-fields.module.css';

type Kind = 'due' | 'completion' | 'schedule';
type Missed = Extract<Trigger, { kind: 'on_schedule' }>['missed'];

const MISSED: readonly { value: Missed; label: string }[] = [
  { value: 'latest', label: 'Make only the latest one' },
  { value: 'all', label: 'Make every one of them' },
  { value: 'none', label: 'Leave them out' },
];

/** What makes the next one. */
export function TriggerFields({ value, onChange }: { value: Trigger; onChange: (trigger: Trigger) => void }) {
  const kind: Kind = value.kind === 'on_schedule' ? 'schedule' : value.anchor;
  return (
    <div className={styles.trigger}>
      <RadioGroup<Kind>
        label="The next one comes"
        options={[
          { value: 'due', label: 'When done, on the next date', help: 'However late it is done, the dates stay.' },
          {
            value: 'completion',
            label: 'When done, counted from that day',
            help: 'Every 3 days is then 3 days after it is done.',
          },
          { value: 'schedule', label: 'On its date, done or not', help: 'Several can be open at once.' },
        ]}
        value={kind}
        onChange={(next) => onChange(triggerOf(next))}
      />
      {value.kind === 'on_schedule' ? (
        <div className={styles.missed}>
          <Select
            label="If dates were missed while nothing ran"
            options={MISSED}
            value={value.missed}
            onChange={(missed) => onChange({ kind: 'on_schedule', missed })}
          />
        </div>
      ) : null}
    </div>
  );
}

function triggerOf(kind: Kind): Trigger {
  return kind === 'schedule' ? { kind: 'on_schedule', missed: 'latest' } : { kind: 'on_completion', anchor: kind };
}
