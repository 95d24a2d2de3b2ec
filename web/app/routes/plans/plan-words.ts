import type { Actor } from '#core/log/actor.ts';
import type { Diff, DiffAction, DiffEntry } from '#core/plan/diff.ts';

/** How many tasks are named before the rest is a number. */
const things: Readonly<Record<DiffEntry['kind'], [string, string]>> = {
  task: ['task', 'tasks'],
  list: ['list', 'lists'],
  series: ['schedule', 'schedules'],
  settings: ['setting', 'settings'],
  view: ['view', 'views'],
};

const verbs: Readonly<Record<DiffAction, string>> = {
  created: 'add',
  changed: 'change',
  moved: 'move',
  completed: 'complete',
  reopened: 'reopen',
  deleted: 'delete',
  restored: 'restore',
};

/** What a plan does in one line: “delete 3 tasks and change 1 list”. */
export function planSentence(changes: Diff): string {
  const counts = new Map<string, { entry: DiffEntry; count: number }>();
  for (const entry of byWeight(changes)) {
    const key = `${entry.action} ${entry.kind}`;
    counts.set(key, { entry, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const parts = [...counts.values()].map(({ entry, count }) => {
    return `${verbs[entry.action]} ${count} ${things[entry.kind][count === 1 ? 0 : 1]}`;
  });
  return parts.length === 0 ? 'change nothing' : joined(parts);
}

/** The action as a label before its thing: “Delete”, “Complete”. */
export function actionWord(action: DiffAction): string {
  const verb = verbs[action];
  return verb.charAt(0).toUpperCase() + verb.slice(1);
}

/** What takes something away leads, then what people asked about, and last what merely follows. */
export function byWeight(changes: Diff): Diff {
  const weight = ({ kind, action }: DiffEntry) => (action === 'deleted' ? 0 : 1) + (kind === 'task' ? 0 : 2);
  return changes.toSorted((a, b) => weight(a) - weight(b));
}

/** Who wants it, at the start of a sentence. */
export function agentWords({ client }: Actor): string {
  if (client === 'chat') return 'The assistant';
  const [door, ...name] = client.split(':');
  return door === 'mcp' && name.length > 0 ? `The agent “${name.join(':')}”` : 'An agent';
}

function joined(parts: string[]): string {
  if (parts.length < 3) return parts.join(' and ');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
