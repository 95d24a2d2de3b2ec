import type { QueryProblem } from '#core/query-language/query-problem.ts';
import styles from './query-box.module.css';
import { useMeaning } from './use-meaning.ts';

/** What a query means in words, or where it is none and what would be right there. */
export function QueryNote({ id, text, problem }: { id: string; text: string; problem: QueryProblem | null }) {
  return (
    <div id={id} className={styles.note} role="status">
      {text.trim() === '' ? null : problem === null ? (
        <Meaning text={text} />
      ) : (
        <Trouble text={text} problem={problem} />
      )}
    </div>
  );
}

function Meaning({ text }: { text: string }) {
  return <span>{useMeaning(text)}</span>;
}

const AROUND = 24;

/** The text around the place, which is marked: the end of the text by a mark of its own. */
function Trouble({ text, problem: { start, end, message } }: { text: string; problem: QueryProblem }) {
  const from = Math.max(0, start - AROUND);
  const marked = text.slice(start, Math.min(end, start + AROUND));
  return (
    <>
      <span className={styles.place} aria-hidden="true">
        {from > 0 ? '…' : ''}
        {text.slice(from, start)}
        <mark className={styles.mark}>{marked === '' ? ' ' : marked}</mark>
        {text.slice(end, end + AROUND)}
      </span>
      <span className={styles.trouble}>
        At character {start + 1}: {message}.
      </span>
    </>
  );
}
