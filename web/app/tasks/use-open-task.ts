import { useCallback } from 'react';
import { useNavigation, useSearchParams } from 'react-router';

/** Which task is open, from the address; while the way there is still loading, the one that will be. */
export function useOpenTask() {
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const next = navigation.state === 'loading' ? new URLSearchParams(navigation.location.search) : params;
  const open = useCallback(
    (taskId: string | null) => {
      setParams(
        (before) => {
          const changed = new URLSearchParams(before);
          if (taskId === null) changed.delete('task');
          else changed.set('task', taskId);
          return changed;
        },
        // Going through a list of tasks is no journey: Back leads out of it.
        { preventScrollReset: true, replace: params.has('task') },
      );
    },
    [setParams, params],
  );
  return { openId: next.get('task'), open };
}
