import type { QuietHours } from '#core/settings/quiet-hours.ts';
import { Switch } from '#web/app/ui/parts/switch.tsx';
import { TimeField } from '#web/app/ui/parts/time-field.tsx';
import styles from './reminders.module.css';

export interface QuietHoursSettingProps {
  quietHours: QuietHours | null;
  onChange: (quietHours: QuietHours | null) => void;
}

const USUAL: QuietHours = { from: '22:00', to: '07:00' };

/** When nothing rings. */
export function QuietHoursSetting({ quietHours, onChange }: QuietHoursSettingProps) {
  const change = (patch: Partial<QuietHours>) => {
    const next = { ...(quietHours ?? USUAL), ...patch };
    // From and to at the same time would be always or never: nobody means that.
    if (next.from !== next.to) onChange(next);
  };
  return (
    <div className={styles.quiet}>
      <Switch isSelected={quietHours !== null} onChange={(isOn) => onChange(isOn ? USUAL : null)}>
        Nothing rings at certain hours
      </Switch>
      {quietHours ? (
        <div className={styles.times}>
          <TimeField label="From" value={quietHours.from} onChange={(from) => change({ from })} />
          <TimeField label="To" value={quietHours.to} onChange={(to) => change({ to })} />
        </div>
      ) : null}
    </div>
  );
}
