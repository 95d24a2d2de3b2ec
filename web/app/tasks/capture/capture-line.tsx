import { type ClipboardEvent, type KeyboardEvent, type Ref, useId, useRef, useState } from 'react';
import type { Part, Span } from '#core/language/capture.ts';
import { type Mark, MarkedInput } from '../../ui/task/marked-input.tsx';
import styles from './capture-line.module.css';
import { NameList } from './name-list.tsx';
import { suggestNames } from './name-suggestions.ts';
import { aspectOf } from './reading-words.ts';

export interface CaptureLineProps {
  text: string;
  parts: readonly Part[];
  known: { tags: readonly string[]; lists: readonly string[] };
  inputRef: Ref<HTMLInputElement>;
  onChange: (text: string) => void;
  /** The words of a part are to stay text. */
  onReject: (part: Part) => void;
  /** A name was chosen for the word that stood there. */
  onName: (word: Span) => void;
  /** Several lines were pasted. */
  onLines: (text: string) => void;
}

const MAX_CHARACTERS = 2000;
const LABEL = 'Add a task';

/**
 * The line a task is written into. Backspace right behind a part gives its words back; after `#` and `+` the tags and
 * lists there are can be chosen; several pasted lines are several tasks.
 */
export function CaptureLine(props: CaptureLineProps) {
  const { text, parts, known, inputRef, onChange, onReject, onName, onLines } = props;
  const listId = useId();
  const box = useRef<HTMLInputElement | null>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const [isClosed, setClosed] = useState(false);
  const suggestions = caret === null || isClosed ? null : suggestNames(text, caret, known);

  const take = (name: string) => {
    const input = box.current;
    if (!input || !suggestions) return;
    const { start, end, sign } = suggestions;
    onName({ start, end });
    input.focus();
    input.setSelectionRange(start, end);
    const spaced = text.slice(end).startsWith(' ') ? '' : ' ';
    // As if it had been typed, so that the browser's own undo takes it back.
    document.execCommand('insertText', false, `${sign}${name}${spaced}`);
    setActive(null);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const names = suggestions?.names ?? [];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const name = active === null ? undefined : names[active];
    if (step !== undefined && names.length > 0) {
      event.preventDefault();
      setActive(((active ?? (step === 1 ? -1 : 0)) + step + names.length) % names.length);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && name !== undefined) {
      event.preventDefault();
      take(name);
    } else if (event.key === 'Escape') {
      if (suggestions) return setClosed(true);
      if (text === '') event.currentTarget.blur();
      onChange('');
    } else if (event.key === 'Backspace' && !(event.ctrlKey || event.metaKey || event.altKey)) {
      const { selectionStart, selectionEnd } = event.currentTarget;
      const part = parts.find(({ end, confidence }) => confidence === 'sure' && end === selectionStart);
      if (!part || selectionStart !== selectionEnd) return;
      event.preventDefault();
      onReject(part);
    }
  };

  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (pasted.split(/[\n\r\u2028\u2029]+/u).filter((line) => line.trim() !== '').length < 2) return;
    event.preventDefault();
    onLines(pasted);
  };

  return (
    <div className={styles.line}>
      <MarkedInput
        value={text}
        marks={parts.map(markOf)}
        inputRef={(input) => {
          box.current = input;
          if (typeof inputRef === 'function') inputRef(input);
          else if (inputRef) inputRef.current = input;
        }}
        role="combobox"
        aria-label={LABEL}
        aria-autocomplete="list"
        aria-expanded={suggestions !== null}
        {...(suggestions && { 'aria-controls': listId })}
        {...(suggestions && active !== null && { 'aria-activedescendant': `${listId}${active}` })}
        placeholder={LABEL}
        autoComplete="off"
        enterKeyHint="done"
        maxLength={MAX_CHARACTERS}
        onChange={({ target }) => {
          onChange(target.value);
          setCaret(target.selectionStart);
          setActive(null);
          setClosed(false);
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onBlur={() => setCaret(null)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {suggestions ? <NameList id={listId} suggestions={suggestions} active={active} onTake={take} /> : null}
    </div>
  );
}

function markOf(part: Part): Mark {
  const { start, end, confidence } = part;
  return { start, end, tone: aspectOf(part), isGuess: confidence === 'guess' };
}
