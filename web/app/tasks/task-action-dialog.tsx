import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { PRIORITIES, type Task } from '#core/task/task.ts';
import { resolveTask } from '../commands/task-state.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { DuePanel } from '../ui/due/due-panel.tsx';
import { Button } from '../ui/parts/button.tsx';
import { Dialog } from '../ui/parts/dialog.tsx';
import surface from '../ui/parts/popover-surface.module.css';
import { TagInput } from '../ui/parts/tag-input.tsx';
import { VisuallyHidden } from '../ui/parts/visually-hidden.tsx';
import { ListDot } from '../ui/task/list-dot.tsx';
import { PriorityDial } from '../ui/task/priority-dial.tsx';
import { priorityWords } from '../ui/task/priority-words.ts';
import styles from './task-action-dialog.module.css';
import type { TaskActions, TaskQuestion } from './task-actions.tsx';
import { timeZones } from './time-zones.ts';

const titles: Record<TaskQuestion, string> = {
  due: 'Due date',
  priority: 'Priority',
  tags: 'Tags',
  list: 'Move to list',
};

export interface TaskActionDialogProps {
  kind: TaskQuestion;
  tasks: readonly Task[];
  actions: TaskActions;
  onClose: () => void;
}

/** Asks for one value and gives it to one task or to many; the keyboard's and the thumb's way to what rows show small. */
export function TaskActionDialog({ kind, tasks, actions, onClose }: TaskActionDialogProps) {
  const first = tasks[0];
  const what = tasks.length === 1 && first ? `“${first.title}”` : `${tasks.length} tasks`;
  return (
    <Dialog title={`${titles[kind]}: ${what}`} isOpen onClose={onClose}>
      <Question kind={kind} tasks={tasks} actions={actions} onClose={onClose} />
    </Dialog>
  );
}

function Question({ kind, tasks, actions, onClose }: TaskActionDialogProps) {
  const { tasks: state, lists, tags, overview, nowMs } = useWorkspace();
  const shown = tasks.map((task) => resolveTask(state, task));
  const finish = (act: () => void) => {
    act();
    onClose();
  };
  switch (kind) {
    case 'due':
      return (
        <div className={styles.due}>
          <DuePanel
            value={shown[0]?.due ?? null}
            onChange={(due) => actions.setDue(shown, due)}
            onDone={onClose}
            nowMs={nowMs}
            {...overview.settings}
            zones={timeZones()}
          />
        </div>
      );
    case 'priority':
      return (
        <Choices
          label="Priority"
          choices={PRIORITIES.toReversed().map((priority) => ({
            id: priority,
            name: priorityWords[priority],
            icon: <PriorityDial priority={priority} />,
          }))}
          chosen={shown.length === 1 ? shown[0]?.priority : undefined}
          onChoose={(id) => {
            const priority = PRIORITIES.find((each) => each === id);
            if (priority) finish(() => actions.setPriority(shown, priority));
          }}
        />
      );
    case 'list':
      return (
        <Choices
          label="Lists"
          choices={lists
            .filter(({ archivedAt }) => archivedAt === null)
            .map(({ id, name }) => ({ id, name, icon: <ListDot listId={id} /> }))}
          chosen={shown.length === 1 ? shown[0]?.listId : undefined}
          onChoose={(id) => finish(() => actions.moveToList(shown, id))}
        />
      );
    case 'tags':
      return (
        <div className={styles.tags}>
          <TagInput
            label="Tags"
            tags={[...new Set(shown.flatMap((task) => task.tags))].sort()}
            suggestions={tags.map(({ tag }) => tag)}
            onAdd={(tag) => actions.addTag(shown, tag)}
            onRemove={(tag) => actions.removeTag(shown, tag)}
          />
          <Button onPress={onClose}>Done</Button>
        </div>
      );
  }
}

interface ChoicesProps {
  label: string;
  choices: readonly { id: string; name: string; icon: ReactNode }[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

function Choices({ label, choices, chosen, onChoose }: ChoicesProps) {
  return (
    <ListBox aria-label={label} autoFocus="first" className={surface.options} onAction={(key) => onChoose(String(key))}>
      {choices.map(({ id, name, icon }) => (
        <ListBoxItem key={id} id={id} textValue={name} className={surface.option}>
          {icon}
          <span className={surface.words}>
            {name}
            {id === chosen ? <VisuallyHidden> (now)</VisuallyHidden> : null}
          </span>
          {id === chosen ? (
            <span className={surface.end}>
              <Check aria-hidden="true" />
            </span>
          ) : null}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
