import { useCallback, useEffect, useRef, useState } from 'react';
import type { Task } from '#core/task/task.ts';
import { useTaskActions } from '../tasks/task-actions.tsx';
import { tasksAtHand } from '../tasks/task-keys.ts';

/** The palette of the frame: null while it is closed, else the tasks that were at hand when it was opened. */
export function usePalette(openTask: Task | null) {
  const actions = useTaskActions();
  const [subject, setSubject] = useState<readonly Task[] | null>(null);
  const latestOpen = useRef(openTask);
  latestOpen.current = openTask;
  const chosen = useRef<(() => void) | undefined>(undefined);
  const open = useCallback(() => setSubject(tasksAtHand(actions, latestOpen.current)), [actions]);
  const close = useCallback((run?: () => void) => {
    chosen.current = run;
    setSubject(null);
  }, []);
  useEffect(() => {
    const run = chosen.current;
    if (subject !== null || run === undefined) return;
    chosen.current = undefined;
    // The focus goes back to where it was with the next frame; what was chosen may lead it elsewhere only after that.
    requestAnimationFrame(() => requestAnimationFrame(run));
  }, [subject]);
  return { subject, open, close };
}
