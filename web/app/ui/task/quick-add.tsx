import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Kbd } from '../parts/kbd.tsx';
import styles from './quick-add.module.css';

export interface QuickAddProps {
  /** The field that is written into. */
  line: ReactNode;
  isEmpty: boolean;
  /** Enter was pressed. */
  onSubmit: () => void;
  /** Fields under the line (list, due, priority). They show while the box is in use. */
  fields?: ReactNode;
  /** What was understood, part by part. */
  parts?: ReactNode;
  /** What is to be known of it, in words, or why it cannot be added. */
  reading?: ReactNode;
  keys?: string | undefined;
  /** A small one stands among other things, which a frame of its own would outshout. */
  size?: 'small' | 'large';
}

// Made once, so that no key draws them again.
const PLUS = (
  <span className={styles.plus} aria-hidden="true">
    <Plus />
  </span>
);
const ENTER = <Kbd keys="Enter" />;

/** The box a task is written into. */
export function QuickAdd({ line, isEmpty, onSubmit, fields, parts, reading, keys, size = 'large' }: QuickAddProps) {
  return (
    <form
      className={styles.quickAdd}
      data-size={size}
      data-in-use={!isEmpty || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <div className={styles.line}>
        {PLUS}
        {line}
        <span className={styles.hint}>{isEmpty ? keys ? <Kbd keys={keys} /> : null : ENTER}</span>
      </div>
      {parts}
      {fields || reading ? (
        <div className={styles.more}>
          {fields}
          {reading ? <p className={styles.reading}>{reading}</p> : null}
        </div>
      ) : null}
    </form>
  );
}
