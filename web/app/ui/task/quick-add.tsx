import { Plus } from 'lucide-react';
import { type ReactNode, type Ref, useRef, useState } from 'react';
import { Kbd } from '../parts/kbd.tsx';
import styles from './quick-add.module.css';

export interface QuickAddProps {
  /** Called with what was typed; the box is then empty and stays open for the next. */
  onAdd: (text: string) => void;
  placeholder?: string;
  /** Fields under the line (list, due, priority). They show while the box is in use. */
  fields?: ReactNode;
  /** What was understood, in words, or why it cannot be added. */
  reading?: ReactNode;
  keys?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
  maxLength?: number;
}

/** The box a task is written into: Enter adds and keeps it open, Escape leaves it. */
export function QuickAdd({
  onAdd,
  placeholder = 'Add a task',
  fields,
  reading,
  keys,
  inputRef,
  maxLength,
}: QuickAddProps) {
  const [text, setText] = useState('');
  const form = useRef<HTMLFormElement>(null);

  const submit = () => {
    const title = text.trim();
    if (title === '') return;
    onAdd(title);
    setText('');
  };
  return (
    <form
      ref={form}
      className={styles.quickAdd}
      data-in-use={text !== '' || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles.line}>
        <span className={styles.plus} aria-hidden="true">
          <Plus />
        </span>
        <input
          ref={inputRef}
          className={styles.input}
          aria-label={placeholder}
          placeholder={placeholder}
          autoComplete="off"
          enterKeyHint="done"
          maxLength={maxLength}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            if (text === '') event.currentTarget.blur();
            setText('');
          }}
        />
        <span className={styles.hint}>{text === '' ? keys ? <Kbd keys={keys} /> : null : <Kbd keys="Enter" />}</span>
      </div>
      {fields || reading ? (
        <div className={styles.more}>
          {fields}
          {reading ? <p className={styles.reading}>{reading}</p> : null}
        </div>
      ) : null}
    </form>
  );
}
