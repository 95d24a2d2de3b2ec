import { useState } from 'react';
import { NumberField } from '#web/app/ui/parts/number-field.tsx';
import { Select } from '#web/app/ui/parts/select.tsx';
import { LEAD_UNITS, leadWords, splitLead } from './lead-words.ts';
import styles from './reminders.module.css';

export interface LeadSettingProps {
  minutes: number | null;
  onChange: (minutes: number | null) => void;
}

const NONE = 'none';
const CUSTOM = 'custom';
const PRESETS = [0, 15, 30, 60, 1440];
const MAX_COUNT = 366;

/** How long before a due time a reminder is made by itself. */
export function LeadSetting({ minutes, onChange }: LeadSettingProps) {
  const [isCustomChosen, setCustomChosen] = useState(false);
  const isCustom = isCustomChosen || (minutes !== null && !PRESETS.includes(minutes));
  const { count, unit } = splitLead(minutes ?? 30);
  return (
    <div className={styles.lead}>
      <Select
        label="A task with a time reminds you"
        options={[
          { value: NONE, label: 'Not by itself' },
          ...PRESETS.map((preset) => ({ value: String(preset), label: capitalised(leadWords(preset)) })),
          { value: CUSTOM, label: 'Another time before…' },
        ]}
        value={isCustom ? CUSTOM : minutes === null ? NONE : String(minutes)}
        onChange={(next) => {
          setCustomChosen(next === CUSTOM);
          if (next !== CUSTOM) onChange(next === NONE ? null : Number(next));
        }}
      />
      {isCustom ? (
        <div className={styles.custom}>
          <NumberField
            label="Number"
            value={count}
            min={1}
            max={MAX_COUNT}
            onChange={(next) => onChange(next * unit.minutes)}
          />
          <Select
            label="Unit"
            options={LEAD_UNITS.map(({ id }) => ({ value: id, label: id }))}
            value={unit.id}
            onChange={(next) => {
              const chosen = LEAD_UNITS.find(({ id }) => id === next);
              if (chosen) onChange(count * chosen.minutes);
            }}
          />
          <span className={styles.before}>before it is due</span>
        </div>
      ) : null}
    </div>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
