import { useState } from 'react';
import { MAX_TITLE_CHARACTERS, type Task, TitleSchema } from '#core/task/task.ts';
import { type EditScope, setTitle } from '../../commands/task-writes.ts';
import { TextArea } from '../../ui/parts/text-area.tsx';
import { useTaskActions } from '../task-actions.tsx';

/** The title, written in place: Enter or leaving keeps it, Escape takes the old one back. */
export function TitleField({ task, scope }: { task: Task; scope: EditScope }) {
  const actions = useTaskActions();
  /** Null while nobody writes: what others write then shows at once. */
  const [draft, setDraft] = useState<string | null>(null);
  const keep = () => {
    const title = TitleSchema.safeParse(draft?.replaceAll(/\s+/g, ' ').trim());
    setDraft(null);
    if (title.success && title.data !== task.title) actions.write(setTitle(task, title.data, scope));
  };
  return (
    <TextArea
      label="Title"
      isBare
      value={draft ?? task.title}
      isReadOnly={task.deletedAt !== null}
      maxLength={MAX_TITLE_CHARACTERS}
      onChange={setDraft}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return event.continuePropagation();
        event.preventDefault();
        if (event.key === 'Enter') keep();
        else setDraft(null);
        // Out of the box, so that the next key is a command again.
        const panel = event.currentTarget instanceof Element ? event.currentTarget.closest('[data-task-id]') : null;
        if (panel instanceof HTMLElement) panel.focus();
      }}
    />
  );
}
