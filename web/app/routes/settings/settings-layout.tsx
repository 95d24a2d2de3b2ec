import { useEffect, useRef } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import type { Route } from './+types/settings-layout.ts';
import styles from './settings.module.css';

const pages = [
  { to: '/settings', label: 'Profile' },
  { to: '/settings/time', label: 'Time and language' },
  { to: '/settings/appearance', label: 'Appearance' },
  { to: '/settings/tokens', label: 'API tokens' },
  { to: '/settings/sessions', label: 'Devices' },
  { to: '/settings/data', label: 'Data' },
];

/** The head of the settings and the way between their pages. */
export default function SettingsLayout() {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const tab = nav.current?.querySelector(`[href="${pathname}"]`);
    tab?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  return (
    <>
      <PageHeader title="Settings">
        <nav aria-label="Settings" className={styles.nav} ref={nav}>
          <ul>
            {pages.map(({ to, label }) => (
              <li key={to}>
                <NavLink to={to} end className={styles.tab} preventScrollReset>
                  {label}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
      </PageHeader>
      <div className={styles.body}>
        <Outlet />
      </div>
    </>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} isInShell />;
}
