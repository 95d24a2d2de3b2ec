import { useEffect, useState } from 'react';

const TICK_MS = 20_000;

/**
 * What time it is, moving on by itself. The first value is the server's, so that what it rendered and what the
 * browser renders first agree; a new answer of the server moves it too.
 */
export function useNow(loadedAt: string): number {
  const [nowMs, setNowMs] = useState(() => Date.parse(loadedAt));
  useEffect(() => {
    const tick = () => setNowMs(Date.now());
    tick();
    const ticking = setInterval(tick, TICK_MS);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(ticking);
      document.removeEventListener('visibilitychange', tick);
    };
  }, []);
  return nowMs;
}
