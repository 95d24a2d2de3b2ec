import { ArrowRight } from 'lucide-react';
import { diffWords } from '../format/diff-words.ts';
import { VisuallyHidden } from '../parts/visually-hidden.tsx';
import styles from './diff-view.module.css';

export interface DiffViewProps {
  /** What changed: `Title`, `Due`. */
  field: string;
  before: string;
  after: string;
  /** Long text shows its changes in place; short values stand as old → new. */
  isText?: boolean;
}

/** One changed field: what it was, what it is, with the changed words marked. */
export function DiffView({ field, before, after, isText = false }: DiffViewProps) {
  return (
    <div className={styles.diff}>
      <span className={styles.field}>{field}</span>
      {isText ? <TextDiff before={before} after={after} /> : <ValueDiff before={before} after={after} />}
    </div>
  );
}

function ValueDiff({ before, after }: { before: string; after: string }) {
  return (
    <span className={styles.values}>
      {before === '' ? null : (
        <>
          <del className={styles.old}>{before}</del>
          <ArrowRight aria-hidden="true" className={styles.arrow} />
        </>
      )}
      <ins className={styles.new}>{after === '' ? 'none' : after}</ins>
    </span>
  );
}

function TextDiff({ before, after }: { before: string; after: string }) {
  return (
    <span className={styles.text}>
      {diffWords(before, after).map((part, index) => {
        const key = `${index}${part.kind}`;
        if (part.kind === 'same') return <span key={key}>{part.text}</span>;
        if (part.kind === 'added') return <ins key={key}>{part.text}</ins>;
        return <del key={key}>{part.text}</del>;
      })}
      <VisuallyHidden>.</VisuallyHidden>
    </span>
  );
}
