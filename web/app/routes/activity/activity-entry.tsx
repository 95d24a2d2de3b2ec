import {
  ArrowRightLeft,
  Bell,
  CircleCheck,
  CircleDashed,
  Pencil,
  Plus,
  Repeat,
  RotateCcw,
  Settings,
  Trash2,
  Undo2,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { Temporal } from 'temporal-polyfill';
import { ActivityItem } from '#web/app/ui/activity/activity-item.tsx';
import { DiffView } from '#web/app/ui/activity/diff-view.tsx';
import { formatWallClock } from '#web/app/ui/format/format-wall-clock.ts';
import { fullTime, relativeTime } from '#web/app/ui/format/relative-time.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import styles from './activity.module.css';
import type { ActivityContext } from './change-values.ts';
import type { EventIcon, EventWords, Subject } from './describe-event.ts';
import type { ActivityAction } from './group-activity.ts';
import { listHref, seriesHref, taskHref, viewHref } from './subject-href.ts';
import type { Undo } from './use-undo.ts';

const icons: Readonly<Record<EventIcon, ReactNode>> = {
  added: <Plus />,
  changed: <Pencil />,
  moved: <ArrowRightLeft />,
  completed: <CircleCheck />,
  reopened: <CircleDashed />,
  deleted: <Trash2 />,
  restored: <RotateCcw />,
  reminder: <Bell />,
  repeat: <Repeat />,
  settings: <Settings />,
};

/** So many parts of a bulk are shown before one is asked for the rest. */
const PARTS_SHOWN = 4;
const FRESH_MS = 3_600_000;

export interface ActivityEntryProps {
  action: ActivityAction;
  ctx: ActivityContext;
  undo: Undo;
  /** In the panel of a task its own title would only repeat itself. */
  isSubjectHidden?: boolean;
  /** A heading above says which day it was. */
  isUnderDay?: boolean;
}

/** One action of the history: who did what to what, from what to what, and the way back. */
export function ActivityEntry({ action, ctx, undo, isSubjectHidden = false, isUnderDay = false }: ActivityEntryProps) {
  const { words, parts, correlationId } = action;
  const atMs = Date.parse(action.occurredAt);
  const outcome = undo.outcome?.correlationId === correlationId && undo.outcome.isRefused ? undo.outcome.text : null;
  return (
    <ActivityItem
      icon={icons[words.icon]}
      actor={action.actor}
      action={words.action}
      subject={<Rest words={words} isSubjectHidden={isSubjectHidden} />}
      time={{
        text: isUnderDay ? timeUnderDay(atMs, ctx) : relativeTime(atMs, ctx),
        full: fullTime(atMs, ctx),
        iso: action.occurredAt,
      }}
      aside={
        action.canUndo ? (
          <span className={styles.undo}>
            <UndoButton action={action} undo={undo} />
          </span>
        ) : null
      }
    >
      {words.changes.length > 0 || parts.length > 0 || outcome ? (
        <>
          <Changes words={words} />
          {parts.length > 0 ? <Parts parts={parts} isSubjectHidden={isSubjectHidden} /> : null}
          {outcome ? <p className={styles.refused}>{outcome}</p> : null}
        </>
      ) : null}
    </ActivityItem>
  );
}

function UndoButton({ action, undo }: { action: ActivityAction; undo: Undo }) {
  const { words, correlationId } = action;
  return (
    <Button
      variant="quiet"
      size="small"
      icon={<Undo2 aria-hidden="true" />}
      aria-label={['Undo:', words.action, words.subject?.text, words.tail].filter(Boolean).join(' ')}
      isBusy={undo.busyId === correlationId}
      onPress={() => undo.undo(correlationId)}
    >
      Undo
    </Button>
  );
}

function Parts({ parts, isSubjectHidden }: { parts: ActivityAction['parts']; isSubjectHidden: boolean }) {
  const [isAll, setAll] = useState(false);
  const shown = isAll || parts.length <= PARTS_SHOWN + 1 ? parts : parts.slice(0, PARTS_SHOWN);
  return (
    <>
      <ul className={styles.parts}>
        {shown.map(({ eventId, words }) => (
          <li key={eventId}>
            <p>
              {words.action} <Rest words={words} isSubjectHidden={isSubjectHidden} />
            </p>
            <Changes words={words} />
          </li>
        ))}
      </ul>
      {shown.length < parts.length ? (
        <span className={styles.more}>
          <Button variant="quiet" size="small" onPress={() => setAll(true)}>
            Show all {parts.length}
          </Button>
        </span>
      ) : null}
    </>
  );
}

function Changes({ words }: { words: EventWords }) {
  return words.changes.map((change) => <DiffView key={change.field} {...change} />);
}

/** The sentence after its verb. */
function Rest({ words, isSubjectHidden }: { words: EventWords; isSubjectHidden: boolean }) {
  const isIt = isSubjectHidden && words.subject?.kind === 'task';
  return (
    <>
      {isIt ? 'it' : <SubjectLink subject={words.subject} />} {words.tail}
    </>
  );
}

function SubjectLink({ subject }: { subject: Subject }) {
  if (!subject) return null;
  if (subject.isGone) return <span className={styles.gone}>{subject.text}</span>;
  return <Link to={hrefs[subject.kind](subject.id)}>{subject.text}</Link>;
}

const hrefs = { task: taskHref, list: listHref, view: viewHref, series: seriesHref };

/** `5 min ago` while it is fresh, then the clock alone. */
function timeUnderDay(atMs: number, ctx: ActivityContext): string {
  if (ctx.nowMs - atMs < FRESH_MS) return relativeTime(atMs, ctx);
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(ctx.zone).toPlainDateTime();
  return formatWallClock(at, ctx.locale, { hour: 'numeric', minute: '2-digit' });
}
