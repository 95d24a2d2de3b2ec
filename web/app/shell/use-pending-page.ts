import { useEffect, useState } from 'react';
import { useLocation, useNavigation } from 'react-router';

/** Quicker answers need no skeleton: it would only flash. */
const PATIENCE_MS = 150;

/** A page that reads what it shows by itself, and stays what it is when its address names another of it. */
const STAYS = /^\/chat(?:\/|$)/;

/** The page that has been asked for and is not there yet, once that is longer than one waits without noticing. */
export function usePendingPage(): string | null {
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const asked = navigation.state === 'loading' ? navigation.location.pathname : pathname;
  const isThere = asked === pathname || (STAYS.test(asked) && STAYS.test(pathname));
  const wanted = isThere ? null : asked;
  const [late, setLate] = useState<string | null>(null);
  useEffect(() => {
    if (wanted === null) return setLate(null);
    const timer = setTimeout(() => setLate(wanted), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return wanted !== null && late === wanted ? wanted : null;
}
