import { useState } from 'react';
import type { UpdateSeries } from '#core/series/commands.ts';
import { isLive, type Series } from '#core/series/series.ts';
import { normaliseTag } from '#core/tag/tag.ts';
import { MAX_TITLE_CHARACTERS, NotesSchema, type Task, TitleSchema } from '#core/task/task.ts';
import { updateSeries } from '#web/app/commands/series-writes.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { useTaskActions } from '#web/app/tasks/task-actions.tsx';
import { Button } from '#web/app/ui/parts/button.tsx';
import { RadioGroup } from '#web/app/ui/parts/radio-group.tsx';
import { TagInput } from '#web/app/ui/parts/tag-input.tsx';
import { TextArea } from '#web/app/ui/parts/text-area.tsx';
import { TextField } from '#web/app/ui/parts/text-field.tsx';
import { PriorityDial } from '#web/app/ui/task/priority-dial.tsx';
import { PriorityMenu } from '#web/app/ui/task/priority-menu.tsx';
import { priorityWords } from '#web/app/ui/task/priority-words.ts';
import { PageSection } from './page-section.tsx';
import styles from './series-page.module.css';

type Content = Pick<Task, 'title' | 'notes' | 'priority' | 'tags'>;

/** What the tasks of a series say, and for which of them a change is meant. */
export function ContentSection({ series, task }: { series: Series; task: Task }) {
  const { tags: known } = useWorkspace();
  const { write } = useTaskActions();
  // What only the current one says stands aside from what the others will.
  const standing: Content = { ...task, ...definedOf(series.aside) };
  const [content, setContent] = useState<Content>(standing);
  const [scope, setScope] = useState<UpdateSeries['scope']>('following');
  const set = (changed: Partial<Content>) => setContent({ ...content, ...changed });
  const title = TitleSchema.safeParse(content.title.trim());
  const patch = changesOf(standing, { ...content, title: content.title.trim() });
  const isChanged = Object.keys(patch).length > 0;
  const canSave = isChanged && title.success && NotesSchema.safeParse(content.notes).success;
  if (!isLive(series)) return null;
  return (
    <PageSection title="What each one says">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (canSave) write(updateSeries({ id: series.id, title: task.title }, patch, scope));
        }}
      >
        <TextField
          label="Title"
          autoComplete="off"
          maxLength={MAX_TITLE_CHARACTERS}
          value={content.title}
          error={title.success ? undefined : 'It needs a title.'}
          onChange={(next) => set({ title: next })}
        />
        <TextArea label="Notes" value={content.notes} onChange={(notes) => set({ notes })} />
        <div className={styles.pair}>
          <PriorityMenu
            value={content.priority}
            onChange={(priority) => set({ priority })}
            trigger={
              <Button icon={<PriorityDial priority={content.priority} />}>
                {content.priority === 'none' ? 'No priority' : priorityWords[content.priority]}
              </Button>
            }
          />
          <TagInput
            label="Tags"
            tags={content.tags}
            suggestions={known.map(({ tag }) => tag)}
            onAdd={(tag) => set({ tags: [...new Set([...content.tags, normaliseTag(tag)])].sort() })}
            onRemove={(tag) => set({ tags: content.tags.filter((each) => each !== tag) })}
          />
        </div>
        {isChanged ? (
          <>
            <RadioGroup<UpdateSeries['scope']>
              label="Meant for"
              options={[
                { value: 'following', label: 'The current one and those to come' },
                { value: 'this', label: 'Only the current one' },
                { value: 'all', label: 'All that are open, and those to come' },
              ]}
              value={scope}
              onChange={setScope}
            />
            <div className={styles.pair}>
              <Button type="submit" variant="primary" isDisabled={!canSave}>
                Save
              </Button>
              <Button onPress={() => setContent(standing)}>Cancel</Button>
            </div>
          </>
        ) : null}
      </form>
    </PageSection>
  );
}

function definedOf(aside: Series['aside']): Partial<Content> {
  const { title, notes, priority, tags } = aside ?? {};
  return {
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    ...(priority === undefined ? {} : { priority }),
    ...(tags === undefined ? {} : { tags }),
  };
}

function changesOf(before: Content, after: Content): UpdateSeries['patch'] {
  return {
    ...(after.title === before.title ? {} : { title: after.title }),
    ...(after.notes === before.notes ? {} : { notes: after.notes }),
    ...(after.priority === before.priority ? {} : { priority: after.priority }),
    ...(String(after.tags) === String(before.tags) ? {} : { tags: after.tags }),
  };
}
