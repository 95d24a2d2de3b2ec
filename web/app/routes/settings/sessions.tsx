import { Monitor, Smartphone } from 'lucide-react';
import { useState } from 'react';
import type { Session } from '#core/account/session.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { classNames } from '#web/app/ui/class-names.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import type { Route } from './+types/sessions.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { dateIn } from './date-in.ts';
import { describeDevice } from './describe-device.ts';
import styles from './sessions.module.css';
import settings from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { useRequest } from './use-request.ts';

export const meta = () => [{ title: 'Devices · Carillon' }];

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  return { sessions: await requireSignedIn(context, request).account.listSessions() };
});

/** What is about to be ended: one browser, all others, or every one. */
type Ending = { kind: 'one'; session: Session } | { kind: 'others' } | { kind: 'all' };

/** Where this account is signed in. */
export default function Sessions({ loaderData: { sessions } }: Route.ComponentProps) {
  const [ending, setEnding] = useState<Ending | null>(null);
  const { toasts } = useWorkspace();
  const request = useRequest();
  const close = () => {
    setEnding(null);
    request.forget();
  };
  const end = (what: Ending) => {
    const endsHere = what.kind === 'all' || (what.kind === 'one' && what.session.isCurrent);
    request.send('DELETE', pathOf(what), () => {
      if (endsHere) return window.location.assign('/sign-in');
      close();
      toasts.add({ message: what.kind === 'one' ? 'Signed out that device.' : 'Signed out every other device.' });
    });
  };
  return (
    <SettingsSection
      title="Signed-in devices"
      lead="Each ends by itself after a week without use. API tokens are not among them."
    >
      <ul className={settings.rows}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => setEnding({ kind: 'one', session })} />
        ))}
      </ul>
      <div className={settings.actions}>
        {sessions.length > 1 ? (
          <Button onPress={() => setEnding({ kind: 'others' })}>Sign out all others</Button>
        ) : null}
        <Button onPress={() => setEnding({ kind: 'all' })}>Sign out everywhere</Button>
      </div>
      <ConfirmDialog
        title={ending ? questionOf(ending) : 'Sign out?'}
        isOpen={ending !== null}
        onClose={close}
        confirmLabel="Sign out"
        onConfirm={() => ending && end(ending)}
        isBusy={request.isBusy}
        problem={request.problem}
      >
        <p>Nothing that was saved is lost. To come back, sign in again.</p>
      </ConfirmDialog>
    </SettingsSection>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const { zone, locale } = useWorkspace().overview.settings;
  const { text, isPhone } = describeDevice(session.userAgent);
  const Icon = isPhone ? Smartphone : Monitor;
  return (
    <li className={settings.row}>
      <Icon aria-hidden="true" className={styles.icon} />
      <div className={settings.rowBody}>
        <p className={settings.rowName}>
          {text}
          {session.isCurrent ? <span className={classNames(settings.badge, settings.current)}>This device</span> : null}
        </p>
        <p className={settings.rowMeta}>
          <span>Signed in {dateIn(session.createdAt, { zone, locale })}</span>
          <span>Last used {dateIn(session.lastUsedAt, { zone, locale })}</span>
          {session.ipAddress ? <span>{session.ipAddress}</span> : null}
        </p>
      </div>
      <Button size="small" onPress={onEnd} aria-label={`Sign out ${session.isCurrent ? 'this device' : text}`}>
        Sign out
      </Button>
    </li>
  );
}

function pathOf(ending: Ending): string {
  if (ending.kind === 'one') return `/api/v1/sessions/${ending.session.id}`;
  return ending.kind === 'others' ? '/api/v1/sessions?keep=current' : '/api/v1/sessions';
}

function questionOf(ending: Ending): string {
  if (ending.kind === 'others') return 'Sign out every other device?';
  if (ending.kind === 'all') return 'Sign out everywhere, here too?';
  return ending.session.isCurrent
    ? 'Sign out this device?'
    : `Sign out ${describeDevice(ending.session.userAgent).text}?`;
}
