import { Bookmark, Search, X } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { MAX_QUERY_CHARACTERS } from '#core/query-language/query.ts';
import type { SavedView } from '#core/view/view.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { classNames } from '../ui/class-names.ts';
import { Button } from '../ui/parts/button.tsx';
import field from '../ui/parts/field.module.css';
import { GuideLink } from '../ui/parts/guide-link.tsx';
import { Kbd } from '../ui/parts/kbd.tsx';
import { SuggestionList } from '../ui/parts/suggestion-list.tsx';
import { useCombobox } from '../ui/parts/use-combobox.ts';
import { awaitedSince } from './awaited-since.ts';
import styles from './query-box.module.css';
import { QueryNote } from './query-note.tsx';
import { SavedViewDialog } from './saved-view-dialog.tsx';
import { useQuerySuggestions } from './use-query-suggestions.ts';

export interface QueryBoxProps {
  value: string;
  /** The saved view whose page this is. */
  saved: SavedView | null;
  order: Pick<SavedView, 'sort' | 'order'>;
  onChange: (query: string) => void;
  inputRef: Ref<HTMLInputElement>;
}

const SEARCH_DELAY_MS = 220;

/**
 * Searches while one types, a moment behind the fingers, in the language of queries: with suggestions, with what the
 * query means in words, and with the place where it is none. What is none is not searched for; the rows stay.
 */
export function QueryBox({ value, saved, order, onChange, inputRef }: QueryBoxProps) {
  const { commands } = useWorkspace();
  const [text, setText] = useState(value);
  const [isSaving, setSaving] = useState(false);
  const own = useRef<HTMLInputElement | null>(null);
  const { problem } = parseQuery(text);
  const send = useDelayedChange(value, text, problem === null || text.trim() === '', { setText, onChange });
  const { suggestions, ...suggesting } = useQuerySuggestions(own, setText);
  const combobox = useCombobox({ options: suggestions, keyOf: ({ text: term }) => term });
  const isOpen = suggestions.length > 0;
  const note = useId();
  const look = () => {
    combobox.reset();
    suggesting.look();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (combobox.walk(event)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      look();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (combobox.active) return suggesting.take(combobox.active);
      suggesting.close();
      if (problem === null) send();
    } else if (event.key === 'Escape') {
      // First the list, then the text; only then whoever is around it.
      if (isOpen) suggesting.close();
      else if (text !== '') setText('');
      else return;
      event.stopPropagation();
      event.preventDefault();
    }
  };
  const isChanged = text.trim() !== '' && problem === null && text.trim() !== saved?.query;
  const keepQuery = (view: SavedView) => {
    const patch = { query: text.trim(), ...order };
    const command = { type: 'view.update', viewId: view.id, patch } as const;
    void commands.dispatch({ commands: [command], label: `Changed the view “${view.name}”`, subjects: [view.id] });
  };
  return (
    <div className={styles.box}>
      <div className={styles.line}>
        <Search className={styles.icon} aria-hidden="true" />
        <input
          ref={(input) => {
            own.current = input;
            if (typeof inputRef === 'function') inputRef(input);
            else if (inputRef) inputRef.current = input;
          }}
          className={classNames(field.control, styles.input)}
          type="text"
          {...combobox.box}
          aria-label="Search"
          aria-describedby={note}
          aria-invalid={problem !== null && text.trim() !== ''}
          placeholder="Search, or narrow: today, p1, #tag, overdue …"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck="false"
          maxLength={MAX_QUERY_CHARACTERS}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            look();
          }}
          onKeyDown={onKeyDown}
          onBlur={suggesting.close}
        />
        {text === '' ? (
          <span className={styles.keys} aria-hidden="true">
            <Kbd keys="/" />
          </span>
        ) : (
          <button type="button" className={styles.clear} aria-label="Clear search" onClick={() => setText('')}>
            <X aria-hidden="true" />
          </button>
        )}
      </div>
      <QueryNote id={note} text={text} problem={problem} />
      {text.trim() === '' ? null : <GuideLink to="/guide/language#how-do-i-look-for-tasks">How to search</GuideLink>}
      {isChanged ? (
        <span className={styles.save}>
          {saved ? (
            <Button size="small" variant="quiet" onPress={() => keepQuery(saved)}>
              Change “{saved.name}” to this
            </Button>
          ) : null}
          <Button size="small" variant="quiet" icon={<Bookmark aria-hidden="true" />} onPress={() => setSaving(true)}>
            Save as view
          </Button>
        </span>
      ) : null}
      {/* Below what the query means, which is to be read while it is written. */}
      <SuggestionList label="Suggestions" combobox={combobox} options={suggestions} onTake={suggesting.take} />
      {isSaving ? <SavedViewDialog query={text.trim()} order={order} onClose={() => setSaving(false)} /> : null}
    </div>
  );
}

/** Tells of what was typed when the fingers rest; follows when the address changes by other means (back, Clear). */
function useDelayedChange(
  value: string,
  text: string,
  isReady: boolean,
  { setText, onChange }: { setText: (text: string) => void; onChange: (text: string) => void },
): () => void {
  const sent = useRef<readonly string[]>([value]);
  const latest = useRef({ setText, onChange });
  latest.current = { setText, onChange };
  useEffect(() => {
    const awaited = awaitedSince(sent.current, value);
    sent.current = awaited ?? [value];
    if (awaited === null) latest.current.setText(value);
  }, [value]);
  const send = () => {
    if (text.trim() === sent.current.at(-1)) return;
    sent.current = [...sent.current, text.trim()];
    latest.current.onChange(text.trim());
  };
  const sending = useRef(send);
  sending.current = send;
  useEffect(() => {
    if (!isReady || text.trim() === sent.current.at(-1)) return;
    const timer = setTimeout(() => sending.current(), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, isReady]);
  return send;
}
