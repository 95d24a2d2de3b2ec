import type { DiffAction } from '../plan/diff.ts';
import type { ChangeOutput } from './change-output.ts';

const VERBS: Readonly<Record<DiffAction, string>> = {
  created: 'added',
  changed: 'changed',
  moved: 'moved',
  completed: 'completed',
  reopened: 'reopened',
  deleted: 'deleted',
  restored: 'restored',
};

/** What a change came to, in a line that no title stands in: counts, ids and what to do next. */
export function summariseChange({
  status,
  changes,
  unchanged,
  correlationId,
  plan,
  link,
  blocked,
  remaining,
}: ChangeOutput): string {
  const counts = new Map<DiffAction, number>();
  for (const { kind, action } of changes) if (kind === 'task') counts.set(action, (counts.get(action) ?? 0) + 1);
  const parts = [...counts.entries()].map(
    ([action, count]) => `${count} ${count === 1 ? 'task' : 'tasks'} ${VERBS[action]}`,
  );
  const others = changes.filter(({ kind }) => kind !== 'task').length;
  if (others > 0) parts.push(`${others} other ${others === 1 ? 'thing' : 'things'} changed`);
  if (unchanged.length > 0) parts.push(`${unchanged.length} already as asked`);
  if (blocked.length > 0)
    parts.push(`${blocked.length} left as ${blocked.length === 1 ? 'it is' : 'they are'} (see blocked)`);
  const what = parts.length === 0 ? 'nothing to change' : parts.join(', ');
  const more = remaining > 0 ? ` ${remaining} more are left: call again.` : '';
  switch (status) {
    case 'done':
      return `Done: ${what}.${correlationId === null ? '' : ` To take it back: undo ${correlationId}.`}${more}`;
    case 'planned':
      return `Nothing was done yet. It would be: ${what}. To do exactly that: apply ${plan?.id}, within ten minutes.`;
    case 'needs_confirmation':
      return `Nothing was done: ${what} needs the person’s confirmation. Only they can give it, at ${link}`;
  }
}
