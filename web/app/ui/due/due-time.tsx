import { parseTime } from '@internationalized/date';
import { Clock, X } from 'lucide-react';
import { DateInput, DateSegment, Label, TimeField } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import { Button } from '../parts/button.tsx';
import { ComboBox } from '../parts/combo-box.tsx';
import field from '../parts/field.module.css';
import { IconButton } from '../parts/icon-button.tsx';
import styles from './due-time.module.css';
import type { DueParts } from './due-value.ts';

export interface DueTimeProps {
  parts: DueParts | null;
  userZone: string;
  zones: readonly string[];
  onChange: (time: Pick<DueParts, 'time' | 'zone'>) => void;
}

const firstTime = '09:00';
/** A time without a zone of its own: it follows the person. */
const floating = 'floating';

/** The time of a due date and, once there is one, the zone it is fixed to. */
export function DueTime({ parts, userZone, zones, onChange }: DueTimeProps) {
  const time = parts?.time ?? null;
  const zone = parts?.zone ?? null;
  if (time === null) {
    return (
      <Button
        variant="quiet"
        icon={<Clock aria-hidden="true" />}
        onPress={() => onChange({ time: firstTime, zone: null })}
      >
        Add a time
      </Button>
    );
  }
  return (
    <div className={styles.time}>
      <div className={styles.line}>
        <TimeField
          className={field.field}
          value={parseTime(time)}
          onChange={(next) => next && onChange({ time: next.toString().slice(0, 5), zone })}
        >
          <Label className={field.label}>Time</Label>
          <DateInput className={classNames(field.control, styles.input)}>
            {(segment) => <DateSegment segment={segment} className={styles.segment} />}
          </DateInput>
        </TimeField>
        <IconButton
          label="Remove the time"
          icon={<X aria-hidden="true" />}
          onPress={() => onChange({ time: null, zone: null })}
        />
      </div>
      <ComboBox
        label="Zone"
        value={zone ?? floating}
        options={[
          { value: floating, label: `Follows me (now ${userZone.replaceAll('_', ' ')})` },
          ...zones.map((name) => ({ value: name, label: name.replaceAll('_', ' ') })),
        ]}
        onChange={(next) => onChange({ time, zone: next === floating ? null : next })}
      />
    </div>
  );
}
