import { useRef, useState } from 'react';
import type { ProjectedOccurrence } from '#core/query/series-query.ts';
import type { Due } from '#core/task/due.ts';
import { makeSlot, skipSlot } from '../../commands/series-writes.ts';
import type { TaskState } from '../../commands/task-state.ts';
import type { NewWrite } from '../../commands/write.ts';
import { startOf } from '../../repeat/repeat-value.ts';
import { slotWords } from '../../repeat/slot-words.ts';
import { useWorkspace } from '../../shell/workspace.tsx';

export interface Projected {
  /** Those that still stand ahead, without what has just been made, skipped or moved. */
  shown: readonly ProjectedOccurrence[];
  make: (occurrence: ProjectedOccurrence, due?: Due) => void;
  skip: (occurrence: ProjectedOccurrence) => void;
}

/**
 * The dates ahead that are no tasks yet, and what can be done with one. It goes at once and comes back when the server
 * refuses; from the commit on it stays away until the page has loaded what came of it.
 *
 * @param seq where in the log `loaded` was true
 */
export function useProjected(loaded: readonly ProjectedOccurrence[], seq: number): Projected {
  const { commands, tasks, overview, today } = useWorkspace();
  const [settledAt, setSettledAt] = useState<ReadonlyMap<string, number>>(new Map());
  const locale = useRef(overview.settings.locale);
  locale.current = overview.settings.locale;
  const thisYear = Number(today.slice(0, 4));
  const write = async (occurrence: ProjectedOccurrence, asked: NewWrite) => {
    const outcome = await commands.dispatch(asked);
    const { seq: committed } = outcome.status === 'done' ? outcome : { seq: null };
    if (committed !== null) setSettledAt((before) => new Map(before).set(keyOf(occurrence), committed));
  };
  const words = (slot: string) => slotWords(slot, thisYear, locale.current);
  const named = ({ seriesId, title }: ProjectedOccurrence) => ({ id: seriesId, title });
  return {
    shown: loaded.filter(
      (occurrence) => (settledAt.get(keyOf(occurrence)) ?? 0) <= seq && !isBeingSettled(tasks, occurrence),
    ),
    make: (occurrence, due) =>
      void write(
        occurrence,
        makeSlot(named(occurrence), occurrence.slot, words(due ? startOf(due) : occurrence.slot), due),
      ),
    skip: (occurrence) => void write(occurrence, skipSlot(named(occurrence), occurrence.slot, words(occurrence.slot))),
  };
}

function keyOf({ seriesId, slot }: ProjectedOccurrence): string {
  return `${seriesId} ${slot}`;
}

function isBeingSettled(state: TaskState, { seriesId, slot }: ProjectedOccurrence): boolean {
  return state.writes.some(({ commands }) =>
    commands.some(
      ({ command }) =>
        (command.type === 'series.make' || command.type === 'series.skip') &&
        command.seriesId === seriesId &&
        command.slot === slot,
    ),
  );
}
