import { Hash } from 'lucide-react';
import { type Ref, useState } from 'react';
import { INBOX_ID } from '#core/ids.ts';
import { normaliseTag } from '#core/tag/tag.ts';
import type { Due } from '#core/task/due.ts';
import { MAX_TITLE_CHARACTERS, type Priority } from '#core/task/task.ts';
import { newId } from '../commands/mint-id.ts';
import { nowInstant } from '../commands/now-instant.ts';
import { createTask } from '../commands/task-writes.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { DueField } from '../ui/due/due-field.tsx';
import { Button } from '../ui/parts/button.tsx';
import { Menu, MenuItem } from '../ui/parts/menu.tsx';
import { Popover } from '../ui/parts/popover.tsx';
import { TagInput } from '../ui/parts/tag-input.tsx';
import { ListDot } from '../ui/task/list-dot.tsx';
import { PriorityDial } from '../ui/task/priority-dial.tsx';
import { PriorityMenu } from '../ui/task/priority-menu.tsx';
import { priorityWords } from '../ui/task/priority-words.ts';
import { QuickAdd } from '../ui/task/quick-add.tsx';
import { useTaskActions } from './task-actions.tsx';
import { timeZones } from './time-zones.ts';
import type { View } from './view.ts';

/** The box a task is written into, with what else is known of it. Enter adds it and leaves the box open. */
export function QuickAddBar({ view, inputRef }: { view: View; inputRef: Ref<HTMLInputElement> }) {
  const { lists, tags: known, overview, nowMs, today, live } = useWorkspace();
  const actions = useTaskActions();
  const standardDue: Due | null = view.kind === 'today' ? { kind: 'date', date: today } : (view.draft.due ?? null);
  const [due, setDue] = useState<Due | null | undefined>(undefined);
  const [priority, setPriority] = useState<Priority>('none');
  const [tags, setTags] = useState<readonly string[] | undefined>(undefined);
  const [listId, setListId] = useState<string | undefined>(undefined);

  const draft = {
    due: due === undefined ? standardDue : due,
    priority,
    tags: tags ?? view.draft.tags ?? [],
    listId: listId ?? view.draft.listId ?? INBOX_ID,
  };
  const list = lists.find(({ id }) => id === draft.listId);
  const add = (title: string) => {
    actions.write(createTask({ ...draft, title }, { taskId: newId('task'), now: nowInstant(), viewKey: view.key }));
    setDue(undefined);
    setPriority('none');
    setTags(undefined);
    setListId(undefined);
  };

  return (
    <QuickAdd
      onAdd={add}
      keys="c"
      inputRef={inputRef}
      maxLength={MAX_TITLE_CHARACTERS}
      reading={live === 'offline' ? 'You are offline. What you write here can be added when you are back.' : undefined}
      fields={
        <>
          <DueField value={draft.due} onChange={setDue} nowMs={nowMs} {...overview.settings} zones={timeZones()} />
          <PriorityMenu
            value={priority}
            onChange={setPriority}
            trigger={
              <Button variant="quiet" size="small" icon={<PriorityDial priority={priority} />}>
                {priority === 'none' ? 'Priority' : priorityWords[priority]}
              </Button>
            }
          />
          <Popover
            label="Tags"
            trigger={
              <Button variant="quiet" size="small" icon={<Hash aria-hidden="true" />}>
                {draft.tags.length > 0 ? draft.tags.join(', ') : 'Tags'}
              </Button>
            }
          >
            <TagInput
              label="Tags"
              tags={draft.tags}
              suggestions={known.map(({ tag }) => tag)}
              onAdd={(tag) => setTags([...draft.tags, normaliseTag(tag)])}
              onRemove={(tag) => setTags(draft.tags.filter((each) => each !== tag))}
            />
          </Popover>
          <Menu
            label="List"
            selectionMode="single"
            selectedKeys={[draft.listId]}
            onSelectionChange={(keys) => {
              const [key] = keys === 'all' ? [] : keys;
              if (key !== undefined) setListId(String(key));
            }}
            trigger={
              <Button variant="quiet" size="small" icon={<ListDot listId={draft.listId} />}>
                {list?.name ?? 'Inbox'}
              </Button>
            }
          >
            {lists
              .filter(({ archivedAt }) => archivedAt === null)
              .map(({ id, name }) => (
                <MenuItem key={id} id={id} icon={<ListDot listId={id} />}>
                  {name}
                </MenuItem>
              ))}
          </Menu>
        </>
      }
    />
  );
}
