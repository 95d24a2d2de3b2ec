import { Outlet } from 'react-router';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import { PageNav } from '#web/app/ui/shell/page-nav.tsx';
import type { Route } from './+types/settings-layout.ts';
import styles from './settings.module.css';
import { settingsPages } from './settings-pages.ts';

/** The head of the settings and the way between their pages. */
export default function SettingsLayout() {
  return (
    <>
      <PageHeader title="Settings">
        <PageNav label="Settings" pages={settingsPages} />
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
