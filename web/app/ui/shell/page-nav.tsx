import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import styles from './page-nav.module.css';

export interface PageNavProps {
  label: string;
  pages: readonly { to: string; label: string }[];
}

/** The way between pages that belong together, under their heading. Scrolls to the present one where they do not fit. */
export function PageNav({ label, pages }: PageNavProps) {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // Another address is another tab.
  useEffect(() => {
    const tab = nav.current?.querySelector('[aria-current="page"]');
    tab?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  return (
    <nav aria-label={label} className={styles.nav} ref={nav} data-print="hide">
      <ul>
        {pages.map((page) => (
          <li key={page.to}>
            <NavLink to={page.to} end={isAbove(page.to, pages)} className={styles.tab} preventScrollReset>
              {page.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Whether others stand below it, so that being on one of them is not being on it. */
function isAbove(to: string, pages: PageNavProps['pages']): boolean {
  return pages.some((other) => other.to.startsWith(`${to}/`));
}
