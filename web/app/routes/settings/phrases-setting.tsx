import { type ReactNode, useState } from 'react';
import { toInstant } from '#core/instant.ts';
import { DATE_ORDERS, DAYPART_TIMES, type DateOrder } from '#core/language/frame.ts';
import { phraseSettings } from '#core/settings/phrase-settings.ts';
import { LaterTimeSchema, type Settings } from '#core/settings/settings.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { useTextReader } from '#web/app/tasks/capture/use-text-reader.ts';
import { dueSentence } from '#web/app/ui/format/due-sentence.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { GuideLink } from '#web/app/ui/parts/guide-link.tsx';
import { SegmentedControl } from '#web/app/ui/parts/segmented-control.tsx';
import { TimeField } from '#web/app/ui/parts/time-field.tsx';
import { DAYPART_NAMES, type NamedDaypart, phraseSamples } from './phrase-samples.ts';
import styles from './phrases-setting.module.css';
import { SettingsSection } from './settings-section.tsx';
import { useSettingsDraft } from './use-settings-draft.ts';

const DAYPARTS: readonly NamedDaypart[] = ['morning', 'noon', 'afternoon', 'endOfDay', 'evening', 'night'];
const ORDER_NAMES: Readonly<Record<DateOrder, string>> = { day_first: 'Day first', month_first: 'Month first' };
const OWN = 'own';

/** How a person means the words they type: when the parts of their day begin, and which number of a date comes first. */
export function PhrasesSetting() {
  const [settings, change] = useSettingsDraft();
  const { dateOrder } = settings;
  const samples = phraseSamples(settings.locale);
  const [refused, setRefused] = useState<NamedDaypart | null>(null);

  const set = (daypart: NamedDaypart, time: string) => {
    const isFine = daypart === 'morning' || LaterTimeSchema.safeParse(time).success;
    setRefused(isFine ? null : daypart);
    if (isFine) change({ [daypart]: time }, `${DAYPART_NAMES[daypart]} is now ${time}`);
  };
  return (
    <>
      <SettingsSection
        title="Parts of the day"
        lead="What “in the evening” and words like it mean wherever you write: in the box, in the chat, in a search. A time that is said always counts."
      >
        <ul className={styles.dayparts}>
          {DAYPARTS.map((daypart) => (
            <li key={daypart} className={styles.daypart}>
              <TimeField
                label={DAYPART_NAMES[daypart]}
                value={settings[daypart] ?? DAYPART_TIMES[daypart]}
                error={refused === daypart ? 'From 12:00 on.' : undefined}
                onChange={(time) => set(daypart, time)}
              />
              <div className={styles.meaning}>
                <Meaning line={samples.dayparts[daypart]} settings={settings} />
                {(settings[daypart] ?? DAYPART_TIMES[daypart]) === DAYPART_TIMES[daypart] ? null : (
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={`${DAYPART_NAMES[daypart]} as usual, ${DAYPART_TIMES[daypart]}`}
                    onPress={() =>
                      change(
                        { [daypart]: daypart === 'morning' ? DAYPART_TIMES.morning : null },
                        `${DAYPART_NAMES[daypart]} is as usual`,
                      )
                    }
                  >
                    As usual, {DAYPART_TIMES[daypart]}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      </SettingsSection>
      <SettingsSection
        title="Dates in numbers"
        lead="Which number comes first where both could be the day. The other reading is always one press away."
      >
        <div className={styles.order}>
          <SegmentedControl
            label="Which number comes first"
            segments={[
              { value: OWN, label: 'As usual' },
              ...DATE_ORDERS.map((order) => ({ value: order, label: ORDER_NAMES[order] })),
            ]}
            value={dateOrder ?? OWN}
            onChange={(next) => {
              const order = DATE_ORDERS.find((each) => each === next) ?? null;
              const words = order === null ? 'Dates in numbers are read as usual' : ORDER_NAMES[order];
              change({ dateOrder: order }, words);
            }}
          />
          <Meaning line={samples.date} settings={settings} />
          <GuideLink to="/guide/language">What you can write</GuideLink>
        </div>
      </SettingsSection>
    </>
  );
}

/** What a line means with these settings, by the same reader that reads every line. */
function Meaning({ line, settings }: { line: string | undefined; settings: Settings }): ReactNode {
  const { nowMs } = useWorkspace();
  const reader = useTextReader();
  if (line === undefined) return null;
  const [read] = reader?.captureLines(line, { now: toInstant(nowMs), ...phraseSettings(settings) }) ?? [];
  const due = read?.capture.due;
  return (
    <p className={styles.sample}>
      <span dir="auto">“{line}”</span>
      {due ? <span> → {dueSentence(due, { nowMs, ...settings })}</span> : null}
    </p>
  );
}
