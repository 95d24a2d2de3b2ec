import { Hash, List } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, type Ref, useRef, useState } from 'react';
import type { Part, Span } from '#core/language/capture.ts';
import { SuggestionList } from '../../ui/parts/suggestion-list.tsx';
import { useCombobox } from '../../ui/parts/use-combobox.ts';
import { MarkedInput } from '../../ui/task/marked-input.tsx';
import styles from './capture-line.module.css';
import { editByKey } from './edit-by-key.ts';
import { markOf } from './mark-of.ts';
import { suggestNames } from './name-suggestions.ts';

export interface CaptureLineProps {
  /** What the box is for, shown while it is empty. */
  label: string;
  text: string;
  parts: readonly Part[];
  known: { tags: readonly string[]; lists: readonly string[] };
  inputRef: Ref<HTMLInputElement>;
  onChange: (text: string) => void;
  /** The words of a part are to stay text. */
  onReject: (part: Part) => void;
  /** A guess is right. */
  onAccept: (part: Part) => void;
  /** A name was chosen for the word that stood there. */
  onName: (word: Span) => void;
  /** Several lines were pasted. */
  onLines: (text: string) => void;
}

const MAX_CHARACTERS = 2000;
const nameIcons = { '#': <Hash aria-hidden="true" />, '+': <List aria-hidden="true" /> };

/**
 * The line a task is written into. Backspace right behind a part gives its words back, Alt+Enter takes a guess; after `#` and `+` the tags and
 * lists there are can be chosen; several pasted lines are several tasks.
 */
export function CaptureLine(props: CaptureLineProps) {
  const { label, text, parts, known, inputRef, onChange, onReject, onAccept, onName, onLines } = props;
  const box = useRef<HTMLInputElement | null>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [isClosed, setClosed] = useState(false);
  const suggestions = caret === null || isClosed ? null : suggestNames(text, caret, known);
  const names = suggestions?.names.map((name) => ({ text: name, icon: nameIcons[suggestions.sign] })) ?? [];
  const combobox = useCombobox({ options: names, keyOf: ({ text: name }) => name });

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
    combobox.reset();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (combobox.walk(event)) return;
    if ((event.key === 'Enter' || event.key === 'Tab') && combobox.active) {
      event.preventDefault();
      take(combobox.active.text);
    } else if (event.key === 'Escape') {
      // First the names, then the text, then the box; only then whoever is around it.
      event.preventDefault();
      if (suggestions) setClosed(true);
      else if (text === '') event.currentTarget.blur();
      else onChange('');
    } else editByKey(event, { parts, reject: onReject, accept: onAccept });
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
        {...combobox.box}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        enterKeyHint="done"
        maxLength={MAX_CHARACTERS}
        onChange={({ target }) => {
          onChange(target.value);
          setCaret(target.selectionStart);
          combobox.reset();
          setClosed(false);
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onBlur={() => setCaret(null)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <SuggestionList
        label={suggestions?.sign === '+' ? 'Lists' : 'Tags'}
        combobox={combobox}
        options={names}
        onTake={({ text: name }) => take(name)}
      />
    </div>
  );
}
