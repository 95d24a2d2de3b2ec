import type { Diff } from '#core/plan/diff.ts';
import { useActivityContext } from '../routes/activity/use-activity-context.ts';
import { fieldChanges } from '../routes/plans/field-words.ts';
import { PlanChange } from '../routes/plans/plan-change.tsx';
import { byWeight } from '../routes/plans/plan-words.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import styles from './chat.module.css';

/** What becomes or became of each thing, from what to what. */
export function ChatChanges({ changes, isThere }: { changes: Diff; isThere: boolean }) {
  const { overview } = useWorkspace();
  const ctx = { ...useActivityContext(), settings: overview.settings };
  return (
    <ul className={styles.changes}>
      {byWeight(changes).map((entry) => (
        <PlanChange
          key={`${entry.kind} ${entry.id}`}
          entry={entry}
          changes={fieldChanges(entry, ctx)}
          isThere={(isThere || entry.action !== 'created') && !(isThere && entry.action === 'deleted')}
        />
      ))}
    </ul>
  );
}
