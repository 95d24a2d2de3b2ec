import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { NotesSchema, type Task } from '#core/task/task.ts';
import { type EditScope, setNotes } from '../../commands/task-writes.ts';
import { useWorkspace } from '../../shell/workspace.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { Kbd } from '../../ui/parts/kbd.tsx';
import { TextArea } from '../../ui/parts/text-area.tsx';
import { fetchTask } from './fetch-task.ts';
import styles from './task-detail.module.css';

// What cannot be loaded without a network is shown as it was written.
const Markdown = lazy(async () => {
  try {
    return { default: (await import('./markdown.tsx')).Markdown };
  } catch {
    return { default: PlainNotes };
  }
});

function PlainNotes({ text }: { text: string }) {
  return <p style={{ whiteSpace: 'pre-wrap' }}>{text}</p>;
}

interface Writing {
  /** The notes as they stood when the writing began. */
  base: string;
  text: string;
  /** What somebody else made of them meanwhile; null while that is nothing. */
  theirs: string | null;
}

/**
 * Notes, read as they are meant and written as they are. What is written here never replaces what somebody else wrote
 * meanwhile: then both stand side by side, and the writer chooses.
 */
export function NotesField({ task, scope }: { task: Task; scope: EditScope }) {
  const { commands } = useWorkspace();
  const [writing, setWriting] = useState<Writing | null>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  const latest = useRef(task);
  latest.current = task;

  const save = async (text: string, base: string) => {
    const notes = NotesSchema.safeParse(text);
    if (!notes.success) return setError(`The notes ${notes.error.issues[0]?.message ?? 'do not do'}.`);
    setError(undefined);
    if (notes.data === latest.current.notes) return setWriting(null);
    if (latest.current.notes !== base) return setWriting({ base, text, theirs: latest.current.notes });
    setWriting(null);
    const outcome = await commands.dispatch({ ...setNotes(latest.current, notes.data, scope), isRefusalQuiet: true });
    if (outcome.status !== 'refused') return;
    const now = await fetchTask(task.id);
    if (now) commands.confirm({ task: now });
    // Something else of the task changed: that is no reason to bother anybody.
    if (now && now.notes === base && outcome.code === 'precondition_failed') {
      await commands.dispatch(setNotes(now, notes.data, scope));
    } else {
      setWriting({ base, text, theirs: now?.notes ?? '' });
    }
  };

  if (!writing) {
    const begin = () => setWriting({ base: task.notes, text: task.notes, theirs: null });
    return <NotesReader task={task} onWrite={begin} />;
  }
  return (
    <NotesWriter
      writing={writing}
      error={error}
      onChange={(text) => setWriting({ ...writing, text })}
      onDone={() => void save(writing.text, writing.base)}
      onKeepMine={() => void save(writing.text, latest.current.notes)}
      onTakeTheirs={() => setWriting(null)}
    />
  );
}

function NotesReader({ task, onWrite }: { task: Task; onWrite: () => void }) {
  const isReadOnly = task.deletedAt !== null;
  if (task.notes === '') {
    return isReadOnly ? null : (
      <button type="button" className={styles.notes} onClick={onWrite}>
        <span className={styles.placeholder}>Notes</span>
      </button>
    );
  }
  return (
    <section aria-label="Notes">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for pointers only; the button below is everybody's way. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: for pointers only; the button below is everybody's way. */}
      <div
        className={styles.notes}
        onClick={(event) => {
          const isLink = event.target instanceof Element && event.target.closest('a') !== null;
          if (!isReadOnly && !isLink && window.getSelection()?.isCollapsed) onWrite();
        }}
      >
        <Suspense fallback={<PlainNotes text={task.notes} />}>
          <Markdown text={task.notes} />
        </Suspense>
      </div>
      {isReadOnly ? null : (
        <Button variant="quiet" size="small" onPress={onWrite}>
          Edit notes
        </Button>
      )}
    </section>
  );
}

interface NotesWriterProps {
  writing: Writing;
  error: string | undefined;
  onChange: (text: string) => void;
  onDone: () => void;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

function NotesWriter({ writing, error, onChange, onDone, onKeepMine, onTakeTheirs }: NotesWriterProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const area = box.current?.querySelector('textarea');
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);
  const isConflict = writing.theirs !== null;
  return (
    <div ref={box}>
      <TextArea
        label="Notes"
        isBare
        placeholder="Notes, in Markdown"
        value={writing.text}
        onChange={onChange}
        error={error}
        onBlur={() => isConflict || onDone()}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
            event.preventDefault();
            onDone();
          } else event.continuePropagation();
        }}
      />
      {isConflict ? (
        <div role="alert" className={styles.conflict}>
          <p>These notes were changed elsewhere while you were writing. They now say:</p>
          <p className={styles.theirs}>{writing.theirs === '' ? '(nothing)' : writing.theirs}</p>
          <div className={styles.notesFoot}>
            <Button size="small" variant="primary" onPress={onKeepMine}>
              Keep mine
            </Button>
            <Button size="small" onPress={onTakeTheirs}>
              Take theirs
            </Button>
          </div>
        </div>
      ) : (
        <p className={styles.notesFoot}>
          <Kbd keys="Mod+Enter" /> saves. Markdown is understood.
        </p>
      )}
    </div>
  );
}
