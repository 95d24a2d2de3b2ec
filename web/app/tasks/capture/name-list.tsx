import { Hash, List } from 'lucide-react';
import styles from './name-list.module.css';
import type { NameSuggestions } from './name-suggestions.ts';

export interface NameListProps {
  id: string;
  suggestions: NameSuggestions;
  active: number | null;
  onTake: (name: string) => void;
}

/** The names to choose from, under the line. The focus stays in the line. */
export function NameList({ id, suggestions, active, onTake }: NameListProps) {
  const { sign, names } = suggestions;
  return (
    <div id={id} role="listbox" aria-label={sign === '#' ? 'Tags' : 'Lists'} className={styles.list}>
      {names.map((name, at) => (
        <div
          key={name}
          id={`${id}${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          className={styles.option}
          // Before the line loses the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(name);
          }}
        >
          {sign === '#' ? <Hash aria-hidden="true" /> : <List aria-hidden="true" />}
          <span className={styles.name}>{name}</span>
        </div>
      ))}
    </div>
  );
}
