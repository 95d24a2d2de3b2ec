import { useMemo } from 'react';
import { TimeZoneSchema } from '#core/time/zone.ts';
import { deviceZone } from '#web/app/auth/device-defaults.ts';
import { useIsHydrated } from '#web/app/forms/use-is-hydrated.ts';
import { weekdayName } from '#web/app/routes/activity/change-values.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { Button } from '#web/app/ui/parts/button.tsx';
import { ComboBox } from '#web/app/ui/parts/combo-box.tsx';
import { SegmentedControl } from '#web/app/ui/parts/segmented-control.tsx';
import { localeLabel, localeOptions } from './locale-options.ts';
import { PhrasesSetting } from './phrases-setting.tsx';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { useChangeSettings } from './use-change-settings.ts';
import { zoneLabel, zoneOptions } from './zone-options.ts';

export const meta = () => [{ title: 'Time and language · Carillon' }];

const HOUR_MS = 3_600_000;
/** Where the week begins anywhere in the world. */
const WEEK_STARTS = [1, 6, 7];

/** Where and how this person reads the clock. */
export default function Time() {
  const { overview, nowMs } = useWorkspace();
  const { zone, locale, weekStart } = overview.settings;
  const isHydrated = useIsHydrated();
  const change = useChangeSettings();
  // Offsets move twice a year: once an hour is often enough to look.
  const hourMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  // The server sends one choice instead of five hundred; the others come with the scripts.
  const zones = useMemo(
    () => (isHydrated ? zoneOptions(zone, hourMs) : [{ value: zone, label: zoneLabel(zone, hourMs) }]),
    [isHydrated, zone, hourMs],
  );
  const locales = useMemo(
    () => (isHydrated ? localeOptions(locale, navigator.languages) : [{ value: locale, label: localeLabel(locale) }]),
    [isHydrated, locale],
  );
  const here = isHydrated ? deviceZone() : zone;
  const starts = [...new Set([...WEEK_STARTS, weekStart])].sort();
  return (
    <>
      <SettingsSection
        title="Time zone"
        lead="Tasks that are due on a day, or at a time without a zone of their own, follow it."
      >
        {here !== zone && TimeZoneSchema.safeParse(here).success ? (
          <div className={styles.notice}>
            <p>
              This device is in <strong>{zoneLabel(here, hourMs)}</strong>.
            </p>
            <Button onPress={() => change({ zone: here }, `The time zone is now ${here.replaceAll('_', ' ')}`)}>
              Use it
            </Button>
          </div>
        ) : null}
        <div className={styles.controls}>
          <ComboBox
            label="Time zone"
            options={zones}
            value={zone}
            onChange={(next) => change({ zone: next }, `The time zone is now ${next.replaceAll('_', ' ')}`)}
          />
        </div>
      </SettingsSection>
      <SettingsSection
        title="Language and region"
        lead="How dates and times are written. The words of the pages are English so far."
      >
        <div className={styles.controls}>
          <ComboBox
            label="Dates and times as in"
            options={locales}
            value={locale}
            help={`Now: ${writtenNow(nowMs, zone, locale)}`}
            onChange={(next) => change({ locale: next }, `Dates are now written as in ${localeLabel(next)}`)}
          />
        </div>
      </SettingsSection>
      <SettingsSection title="First day of the week" lead="Where calendars begin.">
        <div>
          <SegmentedControl
            label="First day of the week"
            segments={starts.map((day) => ({ value: String(day), label: weekdayName(day, locale) }))}
            value={String(weekStart)}
            onChange={(next) =>
              change({ weekStart: Number(next) }, `The week now starts on ${weekdayName(Number(next), locale)}`)
            }
          />
        </div>
      </SettingsSection>
      <PhrasesSetting />
    </>
  );
}

function writtenNow(nowMs: number, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(nowMs);
}
