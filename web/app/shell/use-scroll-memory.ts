import { useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/**
 * The column scrolls, not the window: a new page begins at its top, or at what the link names, and Back returns to where
 * one was.
 */
export function useScrollMemory(): void {
  const { hash, key, pathname } = useLocation();
  const type = useNavigationType();
  const tops = useRef(new Map<string, number>());
  const shown = useRef(pathname);
  useEffect(() => {
    const main = document.getElementById('main');
    if (!main) return;
    const named = type === 'POP' ? null : document.getElementById(hash.slice(1));
    if (named) named.scrollIntoView();
    else if (shown.current !== pathname) main.scrollTop = type === 'POP' ? (tops.current.get(key) ?? 0) : 0;
    shown.current = pathname;
    const remember = () => tops.current.set(key, main.scrollTop);
    main.addEventListener('scroll', remember, { passive: true });
    return () => main.removeEventListener('scroll', remember);
  }, [hash, key, pathname, type]);
}
