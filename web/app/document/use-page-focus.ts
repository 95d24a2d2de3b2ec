import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/**
 * Going to another page puts the focus on its heading, as loading a document would begin anew: a screen reader says
 * where one is, and Tab goes on from there. What the page itself has focused stays.
 */
export function usePageFocus(): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    let frame = 0;
    const later = (run: () => void) => {
      frame = requestAnimationFrame(run);
    };
    // A sheet that closes meanwhile gives the focus back to its button, one frame later.
    later(() => later(() => later(focusHeading)));
    return () => cancelAnimationFrame(frame);
  }, [pathname]);
}

function focusHeading(): void {
  const main = document.querySelector('main');
  const focused = document.activeElement;
  if (main === null || document.querySelector('[data-modal]') !== null) return;
  if (focused !== null && focused !== main && (main.contains(focused) || focused.closest('[role="dialog"], aside')))
    return;
  const heading = main.querySelector<HTMLElement>('h1') ?? main;
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
