import { Hash } from 'lucide-react';
import type { Ref } from 'react';
import { normaliseTag } from '#core/tag/tag.ts';
import { MAX_TITLE_CHARACTERS } from '#core/task/task.ts';
import { newId } from '../commands/mint-id.ts';
import { nowInstant } from '../commands/now-instant.ts';
import { createTask } from '../commands/task-writes.ts';
import { ReminderChips } from '../reminders/reminder-chips.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { DueField } from '../ui/due/due-field.tsx';
import { dueSentence } from '../ui/format/due-sentence.ts';
import { Button } from '../ui/parts/button.tsx';
import { Menu, MenuItem } from '../ui/parts/menu.tsx';
import { Popover } from '../ui/parts/popover.tsx';
import { TagInput } from '../ui/parts/tag-input.tsx';
import { ListDot } from '../ui/task/list-dot.tsx';
import { PriorityDial } from '../ui/task/priority-dial.tsx';
import { PriorityMenu } from '../ui/task/priority-menu.tsx';
import { priorityWords } from '../ui/task/priority-words.ts';
import { QuickAdd } from '../ui/task/quick-add.tsx';
import { DraftRepeat } from './draft-repeat.tsx';
import { useTaskActions } from './task-actions.tsx';
import { timeZones } from './time-zones.ts';
import { useTaskDraft } from './use-task-draft.ts';
import type { View } from './view.ts';

/** The box a task is written into, with what else is known of it. Enter adds it and leaves the box open. */
export function QuickAddBar({ view, inputRef }: { view: View; inputRef: Ref<HTMLInputElement> }) {
  const { lists, tags: known, overview, nowMs, live } = useWorkspace();
  const { settings } = overview;
  const actions = useTaskActions();
  const { draft, set, clear, finish } = useTaskDraft(view);
  const { due, repeat, reminders, priority, tags } = draft;
  const list = lists.find(({ id }) => id === draft.listId);
  const add = (title: string) => {
    actions.write(createTask(finish(title), { taskId: newId('task'), now: nowInstant(), viewKey: view.key }));
    clear();
  };

  return (
    <QuickAdd
      onAdd={add}
      keys="c"
      inputRef={inputRef}
      maxLength={MAX_TITLE_CHARACTERS}
      reading={
        live === 'offline'
          ? 'You are offline. What you write here can be added when you are back.'
          : due && (due.kind !== 'date' || repeat)
            ? dueSentence(due, { nowMs, ...settings })
            : undefined
      }
      fields={
        <>
          <DueField
            value={due}
            onChange={(next) => set({ due: next })}
            nowMs={nowMs}
            {...settings}
            zones={timeZones()}
          />
          <DraftRepeat due={due} value={repeat} onChange={set} />
          {due ? (
            <ReminderChips
              reminders={reminders}
              due={due}
              settings={settings}
              nowMs={nowMs}
              isWaiting
              onAdd={(when) =>
                set({
                  reminders: [
                    ...reminders,
                    { id: newId('reminder'), when, channels: settings.reminderChannels, ringAt: null },
                  ],
                })
              }
              onChange={(changed, patch) =>
                set({ reminders: reminders.map((each) => (each.id === changed.id ? { ...each, ...patch } : each)) })
              }
              onRemove={(removed) => set({ reminders: reminders.filter(({ id }) => id !== removed.id) })}
            />
          ) : null}
          <PriorityMenu
            value={priority}
            onChange={(next) => set({ priority: next })}
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
                {tags.length > 0 ? tags.join(', ') : 'Tags'}
              </Button>
            }
          >
            <TagInput
              label="Tags"
              tags={tags}
              suggestions={known.map(({ tag }) => tag)}
              onAdd={(tag) => set({ tags: [...tags, normaliseTag(tag)] })}
              onRemove={(tag) => set({ tags: tags.filter((each) => each !== tag) })}
            />
          </Popover>
          <Menu
            label="List"
            selectionMode="single"
            selectedKeys={[draft.listId]}
            onSelectionChange={(keys) => {
              const [key] = keys === 'all' ? [] : keys;
              if (key !== undefined) set({ listId: String(key) });
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
