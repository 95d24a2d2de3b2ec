import type { Ref } from 'react';
import { foldText } from '#core/text/search-text.ts';
import { newId } from '../commands/mint-id.ts';
import { nowInstant } from '../commands/now-instant.ts';
import { createTask, createTasks } from '../commands/task-writes.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { dueSentence } from '../ui/format/due-sentence.ts';
import { GuideLink } from '../ui/parts/guide-link.tsx';
import { type Around, CaptureBox } from './capture/capture-box.tsx';
import type { Aspect } from './capture/reading-words.ts';
import type { Said, SaidBesides } from './capture/said.ts';
import { QuickAddFields } from './quick-add-fields.tsx';
import { useTaskActions } from './task-actions.tsx';
import { type Chosen, finishDraft, useTaskDraft } from './use-task-draft.ts';
import type { View } from './view.ts';

/** Made once, so that no key draws it again. */
const GUIDE = <GuideLink to="/guide/language">What you can write</GuideLink>;

/** The box of a view: what a line leaves open is as the view has it, and fields can say it otherwise. */
export function QuickAddBar({ view, inputRef }: { view: View; inputRef: Ref<HTMLInputElement> }) {
  const { overview, nowMs } = useWorkspace();
  const actions = useTaskActions();
  const { chosen, draftOf, set, clear } = useTaskDraft(view);

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

  const aroundOf = (said: SaidBesides): Around => {
    const draft = draftOf(said);
    const isUnsaid = draft.due && said.due === undefined && (draft.due.kind !== 'date' || draft.repeat);
    return {
      due: draft.due,
      overruled: overruledBy(chosen),
      note: draft.due && isUnsaid ? dueSentence(draft.due, { nowMs, ...overview.settings }) : undefined,
      fields: (
        <>
          <QuickAddFields draft={draft} set={set} />
          {GUIDE}
        </>
      ),
    };
  };
  return <CaptureBox label="Add a task" keys="c" inputRef={inputRef} aroundOf={aroundOf} onAdd={write} />;
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
