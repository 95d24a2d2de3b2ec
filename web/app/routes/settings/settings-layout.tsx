import { Outlet } from 'react-router';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import { PageNav } from '#web/app/ui/shell/page-nav.tsx';
import type { Route } from './+types/settings-layout.ts';
import styles from './settings.module.css';

const pages = [
  { to: '/settings', label: 'Profile' },
  { to: '/settings/time', label: 'Time and language' },
  { to: '/settings/reminders', label: 'Reminders' },
  { to: '/settings/webhooks', label: 'Webhooks' },
  { to: '/settings/appearance', label: 'Appearance' },
  { to: '/settings/tokens', label: 'API tokens' },
  { to: '/settings/sessions', label: 'Devices' },
  { to: '/settings/data', label: 'Data' },
];

/** The head of the settings and the way between their pages. */
export default function SettingsLayout() {
  return (
    <>
      <PageHeader title="Settings">
        <PageNav label="Settings" pages={pages} />
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
