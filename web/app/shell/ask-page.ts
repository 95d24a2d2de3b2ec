import type { RefObject } from 'react';
import type { NavigateFunction } from 'react-router';
import type { ShellActions } from './shell-actions.tsx';

/** Longer than a page takes; then whoever asked has gone on to something else. */
const PATIENCE_MS = 3000;

/** Asks the page for something it can do. A page that cannot gives way to one that can, which is asked once it stands. */
export function askPage(
  page: RefObject<ShellActions | null>,
  action: 'add' | 'search' | 'filter',
  { navigate, elsewhere }: { navigate: NavigateFunction; elsewhere: string },
): void {
  const run = page.current?.[action];
  if (run) {
    run();
    return;
  }
  const untilMs = performance.now() + PATIENCE_MS;
  const askAgain = () => {
    const runThere = page.current?.[action];
    if (runThere) runThere();
    else if (performance.now() < untilMs) requestAnimationFrame(askAgain);
  };
  void Promise.resolve(navigate(elsewhere)).then(askAgain);
}
