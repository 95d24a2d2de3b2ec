import { z } from 'zod';
import type { ToolEvent } from '#core/chat/chat-event.ts';
import { ChangeOutputSchema } from '#core/tools/change-output.ts';
import { useActivityContext } from '../routes/activity/use-activity-context.ts';
import { relativeTime } from '../ui/format/relative-time.ts';
import { Spinner } from '../ui/parts/spinner.tsx';
import styles from './chat.module.css';
import { ChatChanges } from './chat-changes.tsx';
import { ChatTasks, tasksOf } from './chat-tasks.tsx';
import { doingWords, outcomeWords } from './chat-words.ts';
import { ConfirmCard } from './confirm-card.tsx';

/** What a tool did, with the things it did it to. */
export function ToolCard({ event, isRunning, isLatest }: { event: ToolEvent; isRunning: boolean; isLatest: boolean }) {
  const { result } = event;
  if (result === null) {
    return (
      <div className={styles.card}>
        <p className={styles.cardHead}>
          {isRunning ? <Spinner /> : null}
          {isRunning ? `${doingWords(event.tool)}…` : `${doingWords(event.tool)}: stopped.`}
        </p>
      </div>
    );
  }
  if (result.isRefused) {
    return (
      <div className={styles.card} data-refused>
        <p className={styles.cardHead}>{outcomeWords(event)}</p>
      </div>
    );
  }
  const change = ChangeOutputSchema.safeParse(result.output).data;
  if (change) {
    return (
      <div className={styles.card}>
        <p className={styles.cardHead}>{outcomeWords(event)}</p>
        {change.status === 'needs_confirmation' ? (
          <ConfirmCard change={change} isLatest={isLatest} />
        ) : (
          <ChatChanges changes={change.changes} isThere={change.status === 'done'} />
        )}
        {change.blocked.length > 0 ? (
          <ul className={styles.quiet} aria-label="Left as it is">
            {change.blocked.map(({ aggregateId, reason }) => (
              <li key={aggregateId}>{reason}</li>
            ))}
          </ul>
        ) : null}
        {change.unchanged.length > 0 ? (
          <p className={styles.quiet}>
            {`As asked already: ${change.unchanged.map(({ title }) => `“${title}”`).join(', ')}.`}
          </p>
        ) : null}
      </div>
    );
  }
  const found = tasksOf(result.output);
  if (found) {
    return (
      <div className={styles.card}>
        <ChatTasks {...found} />
      </div>
    );
  }
  const history = HistorySchema.safeParse(result.output).data;
  return history ? <History entries={history.entries} /> : null;
}

const HistorySchema = z.looseObject({
  entries: z.array(z.looseObject({ at: z.string(), type: z.string(), id: z.string(), title: z.string().nullable() })),
});

function History({ entries }: z.infer<typeof HistorySchema>) {
  const ctx = useActivityContext();
  if (entries.length === 0) return null;
  return (
    <div className={styles.card}>
      <ul className={styles.history}>
        {entries.map(({ at, type, id, title }) => (
          <li key={`${at} ${type} ${id}`}>
            <span>{`${eventWord(type)} “${title ?? 'something'}”`}</span>
            <time className={styles.quiet} dateTime={at}>
              {relativeTime(Date.parse(at), ctx)}
            </time>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `task.completed` as the word that begins a line. */
function eventWord(type: string): string {
  const word = (type.split('.').at(-1) ?? type).replaceAll('_', ' ');
  return word.charAt(0).toUpperCase() + word.slice(1);
}
