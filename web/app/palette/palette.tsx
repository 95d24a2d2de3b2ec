import { ChevronRight, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { MAX_TITLE_CHARACTERS, type Task } from '#core/task/task.ts';
import { Kbd } from '../ui/parts/kbd.tsx';
import { VisuallyHidden } from '../ui/parts/visually-hidden.tsx';
import { useMeaning } from '../views/use-meaning.ts';
import styles from './palette.module.css';
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts';
import { type EntryGroup, rankEntries } from './rank-entries.ts';
import { keepRecent } from './recent-entries.ts';
import { useFoundTasks } from './use-found-tasks.ts';
import { usePaletteEntries } from './use-palette-entries.tsx';

export interface PaletteProps {
  /** The tasks that were at hand when it was opened. */
  subject: readonly Task[];
  /** @param run what was chosen; it is to run once the palette is gone and the focus is back */
  onClose: (run?: () => void) => void;
}

const headings: Readonly<Record<PaletteGroup, string>> = {
  subject: '',
  recent: 'Used lately',
  go: 'Go to',
  command: 'Commands',
  task: 'Tasks',
  narrow: 'Narrow',
  write: 'With this text',
};

/** One box for everything: places, tasks, commands, and what can be done with the tasks at hand. */
export default function Palette({ subject: atHand, onClose }: PaletteProps) {
  const [text, setText] = useState('');
  const [taken, setTaken] = useState<Task | null>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const subject = taken === null ? atHand : [taken];
  const { tasks: found, isSearching } = useFoundTasks(taken === null ? text : '');
  const change = (next: string) => {
    setText(next);
    setActiveId(null);
    waiting.current = false;
  };
  const entries = usePaletteEntries({ text, subject, isStep: taken !== null, found, onText: change });
  const groups = rankEntries(entries, text);
  const shown = groups.flatMap((group) => group.entries);
  const active = shown.find(({ id }) => id === activeId) ?? shown[0] ?? null;
  /** Enter was pressed before what the text finds was there. */
  const waiting = useRef(false);
  const ids = useId();

  const choose = (entry: PaletteEntry | null) => {
    if (entry === null) return;
    if (entry.isStep) return entry.run();
    if (entry.group === 'go' || entry.group === 'command' || entry.group === 'recent') keepRecent(entry.id);
    onClose(entry.run);
  };
  const take = (id: string | undefined) => {
    const task = found.find((each) => each.id === id);
    if (!task) return false;
    change('');
    setTaken(task);
    return true;
  };
  const chooseLatest = useRef(choose);
  chooseLatest.current = choose;
  useEffect(() => {
    if (isSearching || !waiting.current) return;
    waiting.current = false;
    chooseLatest.current(active);
  }, [isSearching, active]);
  useEffect(() => {
    if (active !== null) document.getElementById(optionId(ids, shown, active))?.scrollIntoView({ block: 'nearest' });
  }, [active, shown, ids]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const at = active === null ? -1 : shown.indexOf(active);
    const walk = (to: number) => setActiveId(shown[(to + shown.length) % shown.length]?.id ?? null);
    const isAtEnd = event.currentTarget.selectionStart === text.length;
    switch (event.key) {
      case 'ArrowDown':
        walk(at + 1);
        break;
      case 'ArrowUp':
        walk(at - 1);
        break;
      case 'PageDown':
        walk(Math.min(at + PAGE, shown.length - 1));
        break;
      case 'PageUp':
        walk(Math.max(at - PAGE, 0));
        break;
      case 'Enter': {
        const add = shown.find(({ id }) => id === 'write task') ?? null;
        if (event.ctrlKey || event.metaKey) choose(add);
        // What is made of the text is only meant where nothing is found.
        else if (isSearching && active?.group === 'write' && activeId === null) waiting.current = true;
        else choose(active);
        break;
      }
      case 'ArrowRight':
        if (!isAtEnd || !take(active?.id)) return;
        break;
      case 'Backspace':
        if (text !== '' || taken === null) return;
        setTaken(null);
        break;
      case 'k':
        if (!event.ctrlKey && !event.metaKey) return;
        onClose();
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return (
    <ModalOverlay
      data-modal
      className={styles.overlay}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <Modal className={styles.modal}>
        <Dialog aria-label="Search and commands" className={styles.dialog}>
          <div className={styles.line}>
            <Search aria-hidden="true" />
            {taken ? <span className={styles.taken}>{taken.title}</span> : null}
            <input
              autoFocus
              className={styles.input}
              type="text"
              role="combobox"
              aria-label={taken ? `What to do with ${taken.title}` : 'Search tasks, places and commands'}
              aria-autocomplete="list"
              aria-expanded={shown.length > 0}
              aria-controls={`${ids}list`}
              aria-describedby={`${ids}meaning`}
              {...(active && { 'aria-activedescendant': optionId(ids, shown, active) })}
              placeholder={taken ? 'What is to be done?' : 'Search, go somewhere, or do something'}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck="false"
              maxLength={MAX_TITLE_CHARACTERS}
              value={text}
              onChange={(event) => change(event.target.value)}
              onKeyDown={onKeyDown}
            />
          </div>
          <Meaning id={`${ids}meaning`} text={taken || active?.group === 'write' ? '' : text} />
          <div id={`${ids}list`} role="listbox" aria-label="Results" className={styles.list}>
            {groups.map((group) => (
              <Group
                key={group.group}
                ids={ids}
                group={group}
                heading={headings[group.group] || `With ${subjectWords(subject)}`}
                active={active}
                idOf={(entry) => optionId(ids, shown, entry)}
                onChoose={choose}
                onTake={take}
              />
            ))}
          </div>
          {shown.length === 0 ? <p className={styles.empty}>Nothing fits. Delete a word, or press Escape.</p> : null}
          <footer className={styles.foot} aria-hidden="true">
            <span>
              <Kbd keys="Enter" /> choose
            </span>
            {active?.group === 'task' ? (
              <span>
                <Kbd keys="ArrowRight" /> do something with it
              </span>
            ) : null}
            {taken ? (
              <span>
                <Kbd keys="Backspace" /> back
              </span>
            ) : null}
          </footer>
          <VisuallyHidden>
            <span role="status">{isSearching ? '' : countWords(shown.length)}</span>
          </VisuallyHidden>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const PAGE = 8;

interface GroupProps {
  ids: string;
  group: EntryGroup;
  heading: string;
  active: PaletteEntry | null;
  idOf: (entry: PaletteEntry) => string;
  onChoose: (entry: PaletteEntry) => void;
  onTake: (id: string) => boolean;
}

function Group({ ids, group: { group, entries }, heading, active, idOf, onChoose, onTake }: GroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset.
    <div role="group" aria-labelledby={`${ids}${group}`} className={styles.group}>
      <div id={`${ids}${group}`} role="presentation" className={styles.heading}>
        {heading}
      </div>
      {entries.map((entry) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which keeps the focus.
        <div
          key={entry.id}
          id={idOf(entry)}
          role="option"
          tabIndex={-1}
          aria-selected={entry.id === active?.id}
          className={styles.option}
          // Whatever is pressed, the focus stays in the box.
          onPointerDown={(event) => event.preventDefault()}
          onClick={({ target }) => {
            const isAtMore = target instanceof Element && target.closest('[data-more]') !== null;
            if (!isAtMore || !onTake(entry.id)) onChoose(entry);
          }}
        >
          <span className={styles.icon} aria-hidden="true">
            {entry.icon}
          </span>
          <span className={styles.title}>{entry.title}</span>
          {entry.hint ? <span className={styles.hint}>{entry.hint}</span> : null}
          {entry.keys ? <Kbd keys={entry.keys} /> : null}
          {group === 'task' ? (
            <span className={styles.more} aria-hidden="true" data-more>
              <ChevronRight />
            </span>
          ) : null}
        </div>
      ))}
    </div>
  );
}

/** What the text means as a query, where it is more than words. */
function Meaning({ id, text }: { id: string; text: string }) {
  const meaning = useMeaning(text);
  const isQuery = text.trim() !== '' && parseQuery(text).problem === null && /[#+&|:!*(]/u.test(text);
  return (
    <p id={id} className={styles.meaning}>
      {isQuery ? meaning : ''}
    </p>
  );
}

function subjectWords(subject: readonly Task[]): string {
  const [only] = subject;
  return subject.length === 1 && only ? `“${only.title}”` : `${subject.length} tasks`;
}

function countWords(count: number): string {
  return count === 1 ? 'One result' : `${count} results`;
}

/** Ids of entries may hold blanks, which would make several ids of one. */
function optionId(ids: string, shown: readonly PaletteEntry[], entry: PaletteEntry): string {
  return `${ids}${shown.indexOf(entry)}`;
}
