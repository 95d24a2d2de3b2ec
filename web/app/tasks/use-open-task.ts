import { useCallback, useRef } from 'react';
import { useNavigation, useSearchParams } from 'react-router';

/** Which task is open, from the address; while the way there is still loading, the one that will be. */
export function useOpenTask() {
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const next = navigation.state === 'loading' ? new URLSearchParams(navigation.location.search) : params;
  const latest = useRef({ params, setParams });
  latest.current = { params, setParams };
  // Always the same function: every row of a list holds it.
  const open = useCallback((taskId: string | null) => {
    const { params: now, setParams: set } = latest.current;
    const changed = new URLSearchParams(now);
    if (taskId === null) changed.delete('task');
    else changed.set('task', taskId);
    // Going through a list of tasks is no journey: Back leads out of it.
    set(changed, { preventScrollReset: true, replace: now.has('task') });
  }, []);
  return { openId: next.get('task'), open };
}
