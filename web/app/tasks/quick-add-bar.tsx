import { type Ref, useRef, useState } from 'react';
import type { Part } from '#core/language/capture.ts';
import { foldText } from '#core/text/search-text.ts';
import { newId } from '../commands/mint-id.ts';
import { nowInstant } from '../commands/now-instant.ts';
import { createTask, createTasks } from '../commands/task-writes.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { dueSentence } from '../ui/format/due-sentence.ts';
import { VisuallyHidden } from '../ui/parts/visually-hidden.tsx';
import { QuickAdd } from '../ui/task/quick-add.tsx';
import { CaptureLine } from './capture/capture-line.tsx';
import { PartChips } from './capture/part-chips.tsx';
import { PastePreview } from './capture/paste-preview.tsx';
import type { aspectOf } from './capture/reading-words.ts';
import { plainlySaid, type Said } from './capture/said.ts';
import { tooMuch } from './capture/too-much.ts';
import { useCapturedText, useReadText } from './capture/use-captured-text.ts';
import { loadTextReader, useTextReader } from './capture/use-text-reader.ts';
import { QuickAddFields } from './quick-add-fields.tsx';
import { useTaskActions } from './task-actions.tsx';
import { type Chosen, finishDraft, useTaskDraft } from './use-task-draft.ts';
import type { View } from './view.ts';

type Aspect = ReturnType<typeof aspectOf>;

/**
 * The box a task is written into: what is typed is understood while it is typed, and Enter adds exactly what is shown.
 * It stays open for the next.
 */
export function QuickAddBar({ view, inputRef }: { view: View; inputRef: Ref<HTMLInputElement> }) {
  const { lists, tags, overview, nowMs, live } = useWorkspace();
  const { settings } = overview;
  const actions = useTaskActions();
  const reader = useTextReader();
  const readText = useReadText();
  const captured = useCapturedText();
  const { text, edits } = captured;
  const { chosen, draftOf, set, clear } = useTaskDraft(view);
  const [announced, setAnnounced] = useState('');
  const [pasted, setPasted] = useState<string | null>(null);
  const input = useRef<HTMLInputElement | null>(null);
  const [line] = reader ? readText(reader, text, edits) : [];
  const said = line?.said ?? plainlySaid(text);
  const parts = line?.capture.parts ?? [];
  const draft = draftOf(said);
  const problem = tooMuch(said);

  const write = (all: readonly Said[]) => {
    const fresh = new Map<string, { id: string; name: string }>();
    const drafts = all.map((each) => {
      const own = draftOf(each);
      const known = own.newList === null ? undefined : fresh.get(foldText(own.newList));
      const newList = own.newList === null || known ? null : { id: newId('list'), name: own.newList };
      if (newList) fresh.set(foldText(newList.name), newList);
      const home = known ?? newList;
      const finished = finishDraft(each.title, own);
      return { draft: { ...finished, newList, ...(home && { listId: home.id }) }, taskId: newId('task') };
    });
    const [only] = drafts;
    const made = { now: nowInstant(), viewKey: view.key };
    if (only === undefined) return;
    actions.write(
      drafts.length === 1 ? createTask(only.draft, { taskId: only.taskId, ...made }) : createTasks(drafts, made),
    );
    clear();
  };

  const submit = () => {
    if (text.trim() === '' || problem !== null) return;
    captured.clear();
    if (line) return write([said]);
    // Typed before what reads it had come. If it cannot come, the words are a title.
    void loadTextReader().then(
      (loaded) => write(readText(loaded, text, edits).map((each) => each.said)),
      () => write([plainlySaid(text)]),
    );
  };

  const back = () => input.current?.focus();
  const reject = (part: Part) => {
    captured.reject(part);
    setAnnounced(`“${part.text}” stays text.`);
  };
  return (
    <>
      <QuickAdd
        isEmpty={text === ''}
        onSubmit={submit}
        keys="c"
        line={
          <CaptureLine
            text={text}
            parts={parts}
            known={{
              tags: tags.map(({ tag }) => tag),
              lists: lists.filter(({ archivedAt }) => archivedAt === null).map(({ name }) => name),
            }}
            inputRef={(element) => {
              input.current = element;
              if (typeof inputRef === 'function') inputRef(element);
              else if (inputRef) inputRef.current = element;
            }}
            onChange={captured.write}
            onReject={reject}
            onName={(word) => {
              for (const span of edits.rejected)
                if (span.start < word.end && word.start < span.end) captured.restore(span);
            }}
            onLines={setPasted}
          />
        }
        parts={
          <PartChips
            parts={parts}
            rejected={edits.rejected.map((span) => ({ span, text: text.slice(span.start, span.end) }))}
            overruled={overruledBy(chosen)}
            context={{
              settings,
              nowMs,
              due: draft.due,
              isList: (name) => lists.some((list) => list.name === name),
            }}
            onReject={(part) => {
              reject(part);
              back();
            }}
            onAccept={(part) => {
              captured.accept(part);
              back();
            }}
            onSwap={(part) => {
              captured.swap(part);
              back();
            }}
            onRestore={(span) => {
              captured.restore(span);
              back();
            }}
          />
        }
        reading={
          live === 'offline'
            ? 'You are offline. What you write here can be added when you are back.'
            : (problem ??
              (draft.due && said.due === undefined && (draft.due.kind !== 'date' || draft.repeat)
                ? dueSentence(draft.due, { nowMs, ...settings })
                : undefined))
        }
        fields={<QuickAddFields draft={draft} set={set} />}
      />
      <VisuallyHidden>
        <span role="status">{announced}</span>
      </VisuallyHidden>
      {pasted === null ? null : (
        <PastePreview
          text={pasted}
          onAdd={(all) => {
            write(all);
            setPasted(null);
          }}
          onOneLine={(one) => {
            captured.write(text + one);
            setPasted(null);
          }}
          onClose={() => setPasted(null)}
        />
      )}
    </>
  );
}

/** What the fields say has the last word. */
function overruledBy({ due, repeat, reminders, priority, listId }: Chosen): ReadonlySet<Aspect> {
  const aspects: (readonly [Aspect, unknown])[] = [
    ['when', due ?? repeat],
    ['reminders', reminders],
    ['priority', priority],
    ['list', listId],
  ];
  return new Set(aspects.flatMap(([aspect, choice]) => (choice === undefined ? [] : [aspect])));
}
