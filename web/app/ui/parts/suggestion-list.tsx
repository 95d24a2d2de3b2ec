import type { ReactNode } from 'react';
import styles from './suggestion-list.module.css';
import type { useCombobox } from './use-combobox.ts';

export interface Suggestion {
  text: string;
  icon?: ReactNode;
  hint?: string;
}

export interface SuggestionListProps<Option extends Suggestion> {
  label: string;
  combobox: ReturnType<typeof useCombobox<Option>>;
  options: readonly Option[];
  onTake: (option: Option) => void;
}

/** What a word could go on as, under the box it is typed into, which keeps the focus. */
export function SuggestionList<Option extends Suggestion>(props: SuggestionListProps<Option>) {
  const { label, combobox, options, onTake } = props;
  return (
    <div id={combobox.listId} role="listbox" aria-label={label} className={styles.list} hidden={options.length === 0}>
      {options.map((option) => (
        <div
          key={option.text}
          role="option"
          tabIndex={-1}
          {...combobox.option(option)}
          className={styles.option}
          // Before the box loses the focus, which closes the list.
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(option);
          }}
        >
          {option.icon}
          <span className={styles.text}>{option.text}</span>
          {option.hint ? <span className={styles.hint}>{option.hint}</span> : null}
        </div>
      ))}
    </div>
  );
}
