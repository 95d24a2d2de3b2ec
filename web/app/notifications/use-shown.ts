import { useEffect, useState } from 'react';
import type { Firing } from '#core/reminder/firing.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { reportShown } from './report-shown.ts';

/**
 * Notes which toasts have come before somebody's eyes: here, so that they stay however old they get, and at the server,
 * so that no push follows. Those that are only counted (“2 more reminders”) are among them: whoever reads that is here.
 *
 * @returns what somebody is told who does not see the screen
 */
export function useShown(toasted: readonly Firing[], isVisible: boolean): string {
  const { bell } = useWorkspace();
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    if (!isVisible) return;
    const { shown } = bell.getState();
    const fresh = toasted.filter(({ id }) => !shown.has(id));
    if (fresh.length === 0) return;
    const ids = fresh.map(({ id }) => id);
    bell.markShown(ids);
    reportShown(ids);
    setSentence(sentenceFor(fresh));
  });
  return sentence;
}

const MAX_TITLES = 3;

function sentenceFor(firings: readonly Firing[]): string {
  const titles = firings.slice(0, MAX_TITLES).map(({ title }) => `“${title}”`);
  const more = firings.length > MAX_TITLES ? ` and ${firings.length - MAX_TITLES} more` : '';
  return `${firings.length === 1 ? 'Reminder' : 'Reminders'}: ${titles.join(', ')}${more}.`;
}
