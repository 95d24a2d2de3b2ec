import { diffEvents } from '#core/plan/diff-events.ts';
import type { Preview } from '#core/plan/preview.ts';
import type { Decided } from '../use-cases/execute-commands.ts';

/** What decided commands come to, as it is shown. */
export function previewOf({ decisions, after }: Decided): Preview {
  const all = [...decisions.entries()].sort(([a], [b]) => a - b).map(([, decision]) => decision);
  const changes = diffEvents(
    all.flatMap(({ events }) => events),
    after.tasks,
  );
  const changed = new Set(changes.map(({ id }) => id));
  const still = all.flatMap(({ events, subject }) => {
    if (events.length > 0 || subject === null) return [];
    const id = after.series.get(subject.id)?.current.taskId ?? subject.id;
    return changed.has(id) ? [] : [id];
  });
  return {
    changes,
    unchanged: [...new Set(still)].map((id) => ({
      id,
      title: after.tasks.get(id)?.title ?? after.lists.get(id)?.name ?? '',
    })),
    blocked: all.flatMap(({ blocked }) => blocked),
    remaining: all.reduce((sum, { remaining }) => sum + remaining, 0),
  };
}
