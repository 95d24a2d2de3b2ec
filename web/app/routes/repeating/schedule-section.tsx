import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { SeriesView } from '#core/query/series-query.ts';
import { describeRecurrence } from '#core/recurrence/describe-recurrence.ts';
import type { UpdateSeries } from '#core/series/commands.ts';
import { isLive, type Series } from '#core/series/series.ts';
import { updateSeries } from '#web/app/commands/series-writes.ts';
import { LazyRepeatDialog } from '#web/app/repeat/lazy-repeat-dialog.tsx';
import type { SavedRepeat } from '#web/app/repeat/repeat-dialog.tsx';
import { dueOfSlot, startOf } from '#web/app/repeat/repeat-value.ts';
import { slotWords } from '#web/app/repeat/slot-words.ts';
import { triggerWords } from '#web/app/repeat/trigger-words.ts';
import { useRepeatClock } from '#web/app/repeat/use-repeat-clock.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { useTaskActions } from '#web/app/tasks/task-actions.tsx';
import { Button } from '#web/app/ui/parts/button.tsx';
import { PageSection } from './page-section.tsx';
import styles from './series-page.module.css';

/** The rule of a series, from when, in which zone and by what; and the way to another one. */
export function ScheduleSection({ view, title }: { view: SeriesView; title: string }) {
  const { series, lastSlot } = view;
  const { today } = useWorkspace();
  const clock = useRepeatClock();
  const { write } = useTaskActions();
  const [isOpen, setOpen] = useState(false);
  const thisYear = Number(today.slice(0, 4));
  const words = (slot: string) => slotWords(slot, thisYear, clock.locale);
  return (
    <PageSection
      title="Schedule"
      action={
        isLive(series) ? (
          <Button
            size="small"
            icon={<Pencil aria-hidden="true" />}
            aria-label="Change the schedule"
            onPress={() => setOpen(true)}
          >
            Change
          </Button>
        ) : null
      }
    >
      <dl className={styles.facts}>
        <dt>Repeats</dt>
        <dd>{describeRecurrence(series)}</dd>
        <dt>Since</dt>
        <dd>{words(series.start)}</dd>
        {lastSlot === null ? null : (
          <>
            <dt>Until</dt>
            <dd>{words(lastSlot)}</dd>
          </>
        )}
        <dt>Zone</dt>
        <dd>{zoneWords(series)}</dd>
        <dt>The next comes</dt>
        <dd>{triggerWords(series.trigger)}</dd>
        <dt>Rule</dt>
        <dd>
          <code className={styles.rule}>{series.rule}</code>
        </dd>
      </dl>
      {isOpen ? (
        <LazyRepeatDialog
          title="Change the schedule"
          due={dueOfSlot(series.start, series.zone)}
          value={{ rule: series.rule, trigger: series.trigger }}
          clock={clock}
          onClose={() => setOpen(false)}
          onSave={(saved) => {
            const patch = changesOf(series, saved);
            if (Object.keys(patch).length > 0) write(updateSeries({ id: series.id, title }, patch));
            setOpen(false);
          }}
        />
      ) : null}
    </PageSection>
  );
}

function zoneWords({ start, zone }: Series): string {
  if (start.length === 10) return 'On a day, wherever you are';
  return zone === null ? 'Follows you' : zone.replaceAll('_', ' ');
}

/** Only what is different: a start that stays must not move the current one back to it. */
function changesOf(series: Series, { rule, trigger, due }: SavedRepeat): UpdateSeries['patch'] {
  const start = startOf(due);
  const zone = due.kind === 'fixed' ? due.zone : null;
  return {
    ...(rule === series.rule ? {} : { rule }),
    ...(start === series.start ? {} : { start }),
    ...(zone === series.zone ? {} : { zone }),
    ...(JSON.stringify(trigger) === JSON.stringify(series.trigger) ? {} : { trigger }),
  };
}
