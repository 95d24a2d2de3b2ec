import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useWorkspace } from '../shell/workspace.tsx';
import { Button } from '../ui/parts/button.tsx';
import { VisuallyHidden } from '../ui/parts/visually-hidden.tsx';
import { toastedFirings } from './bell-state.ts';
import { isOpen } from './can-snooze.ts';
import styles from './reminder-toasts.module.css';
import { RingingToast } from './ringing-toast.tsx';
import { stackToasts } from './stack.ts';
import { resolveRung, useBell } from './use-bell.ts';
import { useFiringActions } from './use-firing-actions.ts';
import { useHold } from './use-hold.ts';
import { useIsVisible } from './use-is-visible.ts';
import { useReminderKeys } from './use-reminder-keys.ts';
import { useRoom } from './use-room.ts';
import { useShown } from './use-shown.ts';

/**
 * What rings, in a corner of every window, until somebody acts on it or closes it. It takes no focus and makes no sound.
 * While the pointer or the focus is on it, nothing in it moves by itself.
 */
export function ReminderToasts({ onSeeAll }: { onSeeAll: () => void }) {
  const { nowMs, tasks } = useWorkspace();
  const bell = useBell();
  const isVisible = useIsVisible();
  const { notice } = useFiringActions();
  const isOver = (taskId: string) => {
    const task = resolveRung(bell.tasks.get(taskId), tasks, taskId);
    return task !== undefined && !isOpen(task);
  };
  const toasted = toastedFirings(bell, { nowMs, isVisible, isOver });
  const list = useRef<HTMLUListElement>(null);
  const { isHeld, handlers, afterClose } = useHold(list, toasted.length);
  const standing = useRef<readonly string[]>([]);
  const ids = toasted.map(({ id }) => id);
  const stack = stackToasts(ids, { standing: standing.current, isHeld, room: useRoom() });
  useEffect(() => {
    standing.current = stack;
  });
  const said = useShown(toasted, isVisible);
  useReminderKeys(list);

  const rest = toasted.length - stack.length;
  const onKeyDown = (firingId: string) => (event: KeyboardEvent<HTMLElement>) => {
    // A menu that was opened from it has its own Escape.
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (event.key !== 'Escape' || event.defaultPrevented || !isInside) return;
    // Escape means the toast, and not the task that may be open behind it.
    event.preventDefault();
    notice([firingId]);
    afterClose();
  };
  return (
    <section aria-label="Reminders" className={styles.region} data-print="hide" {...handlers}>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
      {rest > 0 ? (
        <div className={styles.rest}>
          <span className="tabular">
            {rest} more {rest === 1 ? 'reminder' : 'reminders'}
          </span>
          <Button variant="quiet" size="small" onPress={onSeeAll}>
            See all
          </Button>
          <Button variant="quiet" size="small" onPress={() => notice(ids)}>
            Dismiss all
          </Button>
        </div>
      ) : null}
      <ul ref={list} className={styles.stack}>
        {toasted
          .filter(({ id }) => stack.includes(id))
          .map((firing) => (
            <li key={firing.id} data-firing-id={firing.id} onKeyDown={onKeyDown(firing.id)}>
              <RingingToast firing={firing} onClosed={afterClose} />
            </li>
          ))}
      </ul>
    </section>
  );
}
