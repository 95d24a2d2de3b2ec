import { Archive, Bell, Copy, Ellipsis, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Due } from '#core/task/due.ts';
import { PRIORITIES, type Priority } from '#core/task/task.ts';
import { DueField } from '#web/app/ui/due/due-field.tsx';
import { Button } from '#web/app/ui/parts/button.tsx';
import { Checkbox } from '#web/app/ui/parts/checkbox.tsx';
import { ComboBox } from '#web/app/ui/parts/combo-box.tsx';
import { Dialog } from '#web/app/ui/parts/dialog.tsx';
import { IconButton } from '#web/app/ui/parts/icon-button.tsx';
import { Kbd } from '#web/app/ui/parts/kbd.tsx';
import { Menu, MenuItem, MenuSeparator } from '#web/app/ui/parts/menu.tsx';
import { NumberField } from '#web/app/ui/parts/number-field.tsx';
import { RadioGroup } from '#web/app/ui/parts/radio-group.tsx';
import { SegmentedControl } from '#web/app/ui/parts/segmented-control.tsx';
import { Select } from '#web/app/ui/parts/select.tsx';
import { Sheet } from '#web/app/ui/parts/sheet.tsx';
import { Switch } from '#web/app/ui/parts/switch.tsx';
import { Tabs } from '#web/app/ui/parts/tabs.tsx';
import { TagInput } from '#web/app/ui/parts/tag-input.tsx';
import { TextArea } from '#web/app/ui/parts/text-area.tsx';
import { TextField } from '#web/app/ui/parts/text-field.tsx';
import { PriorityMenu } from '#web/app/ui/task/priority-menu.tsx';
import { priorityWords } from '#web/app/ui/task/priority-words.ts';
import { sampleContext } from './sample-tasks.ts';
import { Specimen } from './specimen.tsx';

const zones = ['Europe/Berlin', 'Europe/Lisbon', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney', 'UTC'];

export function GalleryControls() {
  const [due, setDue] = useState<Due | null>({ kind: 'floating', local: '2026-11-21T15:00' });
  const [priority, setPriority] = useState<Priority>('high');
  const [sort, setSort] = useState<'due' | 'priority' | 'manual'>('due');
  const [anchor, setAnchor] = useState<'due' | 'completion'>('due');
  const [count, setCount] = useState(10);
  const [zone, setZone] = useState('Europe/Berlin');
  const [tags, setTags] = useState<readonly string[]>(['garden', 'überfällig', '買い物']);
  const [open, setOpen] = useState<'dialog' | 'sheet' | 'bottom' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Specimen name="Buttons">
        <Button variant="primary">Add task</Button>
        <Button>Cancel</Button>
        <Button variant="quiet">Show more</Button>
        <Button variant="danger">Delete account</Button>
        <Button variant="primary" isBusy>
          Saving
        </Button>
        <Button isDisabled>Disabled</Button>
        <Button icon={<Plus aria-hidden="true" />} size="small">
          Small
        </Button>
        <IconButton label="Remind me" keys="h" icon={<Bell aria-hidden="true" />} />
        <IconButton label="Delete" keys="#" tone="danger" icon={<Trash2 aria-hidden="true" />} />
        <Kbd keys="Mod+z" />
        <Kbd keys="g i" />
      </Specimen>
      <Specimen name="Choices and numbers" isWide>
        <RadioGroup
          label="The next one comes"
          options={[
            { value: 'due', label: 'When done, on the next date', help: 'However late it is done, the dates stay.' },
            { value: 'completion', label: 'When done, counted from that day' },
          ]}
          value={anchor}
          onChange={setAnchor}
        />
        <NumberField label="How often" value={count} min={1} max={99} onChange={setCount} />
      </Specimen>
      <Specimen name="Fields" isWide>
        <TextField
          label="Email"
          type="email"
          placeholder="you@example.org"
          help="For signing in; nobody else sees it."
        />
        <TextField label="Password" type="password" defaultValue="short" error="At least 10 characters." />
        <TextField label="Disabled" isDisabled defaultValue="Nothing to change" />
        <TextArea label="Notes" defaultValue={'Two lines of notes,\nand room for more.'} />
        <Select
          label="Sort by"
          value={sort}
          onChange={setSort}
          options={[
            { value: 'due', label: 'Due date' },
            { value: 'priority', label: 'Priority' },
            { value: 'manual', label: 'By hand' },
          ]}
        />
        <ComboBox
          label="Time zone"
          value={zone}
          onChange={setZone}
          options={zones.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
        />
        <TagInput
          label="Tags"
          tags={tags}
          suggestions={['garden', 'errand', 'phone', 'waiting']}
          onAdd={(tag) => setTags([...tags, tag])}
          onRemove={(tag) => setTags(tags.filter((other) => other !== tag))}
        />
      </Specimen>
      <Specimen name="Choices">
        <Checkbox defaultSelected>Show completed</Checkbox>
        <Checkbox>Only overdue</Checkbox>
        <Checkbox isIndeterminate>Some</Checkbox>
        <Checkbox isDisabled>Disabled</Checkbox>
        <SegmentedControl
          label="View"
          value={sort}
          onChange={setSort}
          segments={[
            { value: 'due', label: 'Due' },
            { value: 'priority', label: 'Priority' },
            { value: 'manual', label: 'By hand' },
          ]}
        />
      </Specimen>
      <Specimen name="Switch and tabs" isWide>
        <Switch defaultSelected help="Off: only shortcuts with Ctrl, ⌘ or Alt.">
          Single-key shortcuts
        </Switch>
        <Switch>Week starts on Sunday</Switch>
        <Tabs
          label="Task"
          tabs={[
            { id: 'subtasks', label: 'Subtasks', content: 'Three things to do first.' },
            { id: 'activity', label: 'Activity', content: 'Created two days ago.' },
          ]}
        />
      </Specimen>
      <Specimen name="Overlays">
        <Menu trigger={<IconButton label="More" icon={<Ellipsis aria-hidden="true" />} />} label="Task actions">
          <MenuItem icon={<Copy aria-hidden="true" />} keys="Mod+d">
            Duplicate
          </MenuItem>
          <MenuItem icon={<Archive aria-hidden="true" />}>Archive</MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden="true" />} keys="#" tone="danger">
            Delete
          </MenuItem>
        </Menu>
        <PriorityMenu trigger={<Button>{priorityWords[priority]}</Button>} value={priority} onChange={setPriority} />
        <DueField value={due} onChange={setDue} {...sampleContext} weekStart={1} zones={zones} />
        <DueField value={null} onChange={setDue} {...sampleContext} weekStart={7} zones={zones} />
        <Button onPress={() => setOpen('dialog')}>Dialog</Button>
        <Button onPress={() => setOpen('sheet')}>Sheet</Button>
        <Button onPress={() => setOpen('bottom')}>Bottom sheet</Button>
        <Dialog
          title="Delete your account?"
          role="alertdialog"
          isOpen={open === 'dialog'}
          onClose={close}
          footer={
            <>
              <Button onPress={close}>Keep it</Button>
              <Button variant="danger" onPress={close}>
                Delete everything
              </Button>
            </>
          }
        >
          <p>
            128 tasks, 4 lists and their history go at once and cannot be brought back. Export them first if in doubt.
          </p>
        </Dialog>
        <Sheet
          title="Lists"
          isOpen={open === 'sheet' || open === 'bottom'}
          side={open === 'bottom' ? 'bottom' : 'end'}
          onClose={close}
        >
          <p>{PRIORITIES.length} priorities, for the sake of having something to say.</p>
        </Sheet>
      </Specimen>
    </>
  );
}
