import { Hash } from 'lucide-react';
import { memo } from 'react';
import { isEqualJson } from '#core/json.ts';
import { normaliseTag } from '#core/tag/tag.ts';
import { newId } from '../commands/mint-id.ts';
import { ReminderChips } from '../reminders/reminder-chips.tsx';
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
import { DraftRepeat } from './draft-repeat.tsx';
import { timeZones } from './time-zones.ts';
import type { Chosen, Draft } from './use-task-draft.ts';

/**
 * What a task that is being written will have, each to be changed by a press. Drawn again only when that changed: most keys
 * leave it alone, and to draw it takes longer than to read the line.
 *
 * @param props.set must do the same whichever render it comes from
 */
export const QuickAddFields = memo(Fields, (before, after) => isEqualJson(before.draft, after.draft));

function Fields({ draft, set }: { draft: Draft; set: (changed: Chosen) => void }) {
  const { lists, tags: known, overview, nowMs } = useWorkspace();
  const { settings } = overview;
  const { due, repeat, reminders, priority, tags, chosenTags, newList } = draft;
  const list = lists.find(({ id }) => id === draft.listId);
  return (
    <>
      <DueField value={due} onChange={(next) => set({ due: next })} nowMs={nowMs} {...settings} zones={timeZones()} />
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
          tags={chosenTags}
          suggestions={known.map(({ tag }) => tag)}
          onAdd={(tag) => set({ tags: [...chosenTags, normaliseTag(tag)] })}
          onRemove={(tag) => set({ tags: chosenTags.filter((each) => each !== tag) })}
        />
      </Popover>
      <Menu
        label="List"
        selectionMode="single"
        selectedKeys={newList === null ? [draft.listId] : []}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          if (key !== undefined) set({ listId: String(key) });
        }}
        trigger={
          <Button variant="quiet" size="small" icon={<ListDot listId={newList ?? draft.listId} />}>
            {newList ?? list?.name ?? 'Inbox'}
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
  );
}
