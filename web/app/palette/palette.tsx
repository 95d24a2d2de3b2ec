import { ChevronRight, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Dialog } from 'react-aria-components';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { MAX_TITLE_CHARACTERS, type Task } from '#core/task/task.ts';
import { editByKey } from '../tasks/capture/edit-by-key.ts';
import { LineChips } from '../tasks/capture/line-chips.tsx';
import { markOf } from '../tasks/capture/mark-of.ts';
import { useCaptureLine } from '../tasks/capture/use-capture-line.ts';
import { Kbd } from '../ui/parts/kbd.tsx';
import { Modal } from '../ui/parts/modal.tsx';
import { useCombobox } from '../ui/parts/use-combobox.ts';
import { VisuallyHidden } from '../ui/parts/visually-hidden.tsx';
import { MarkedInput } from '../ui/task/marked-input.tsx';
import { useMeaning } from '../views/use-meaning.ts';
import styles from './palette.module.css';
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts';
import { type EntryGroup, rankEntries } from './rank-entries.ts';
import { keepRecent } from './recent-entries.ts';
import { useFoundTasks } from './use-found-tasks.ts';
import { ADD_ENTRY, usePaletteEntries } from './use-palette-entries.tsx';

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
  const line = useCaptureLine();
  const { text } = line;
  const [taken, setTaken] = useState<Task | null>(null);
  const subject = taken === null ? atHand : [taken];
  const { tasks: found, isSearching } = useFoundTasks(taken === null ? text : '');
  const change = (next: string) => {
    line.write(next);
    combobox.reset();
    waiting.current = false;
  };
  const entries = usePaletteEntries({ line, subject, isStep: taken !== null, found, onText: change });
  const groups = rankEntries(entries, text);
  const shown = groups.flatMap((group) => group.entries);
  const combobox = useCombobox({ options: shown, keyOf: ({ id }) => id, isFirstActive: true });
  const { active } = combobox;
  /** Only where a task is to be made of the text it is a line like others. */
  const isLine = active?.id === ADD_ENTRY;
  /** Enter was pressed before what the text finds was there. */
  const waiting = useRef(false);
  const ids = useId();
  const input = useRef<HTMLInputElement | null>(null);

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
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (combobox.walk(event) || (isLine && editByKey(event, line))) return;
    const isAtEnd = event.currentTarget.selectionStart === text.length;
    switch (event.key) {
      case 'Enter': {
        const add = shown.find(({ id }) => id === ADD_ENTRY) ?? null;
        if (event.ctrlKey || event.metaKey) choose(add);
        // What is made of the text is only meant where nothing is found.
        else if (isSearching && active?.group === 'write' && !combobox.isChosen) waiting.current = true;
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
    <Modal isOpen onClose={() => onClose()} size="medium">
      <Dialog aria-label="Search and commands" className={styles.dialog}>
        <div className={styles.line}>
          <Search aria-hidden="true" />
          {taken ? <span className={styles.taken}>{taken.title}</span> : null}
          <MarkedInput
            autoFocus
            inputRef={input}
            marks={isLine ? line.parts.map(markOf) : []}
            {...combobox.box}
            aria-label={taken ? `What to do with ${taken.title}` : 'Search tasks, places and commands'}
            aria-describedby={`${ids}meaning`}
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
        {isLine ? (
          <div className={styles.parts}>
            <LineChips
              understood={line.understood}
              due={line.said.due ?? null}
              input={input}
              reject={line.reject}
              accept={line.accept}
              swap={line.swap}
              restore={line.restore}
            />
          </div>
        ) : null}
        <div id={combobox.listId} role="listbox" aria-label="Results" className={styles.list}>
          {groups.map((group) => (
            <Group
              key={group.group}
              ids={ids}
              group={group}
              heading={headings[group.group] || `With ${subjectWords(subject)}`}
              optionOf={combobox.option}
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
  );
}

interface GroupProps {
  ids: string;
  group: EntryGroup;
  heading: string;
  optionOf: ReturnType<typeof useCombobox<PaletteEntry>>['option'];
  onChoose: (entry: PaletteEntry) => void;
  onTake: (id: string) => boolean;
}

function Group({ ids, group: { group, entries }, heading, optionOf, onChoose, onTake }: GroupProps) {
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
          role="option"
          tabIndex={-1}
          {...optionOf(entry)}
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
