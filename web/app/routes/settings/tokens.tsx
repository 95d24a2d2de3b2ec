import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ApiToken } from '#core/account/api-token.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { classNames } from '#web/app/ui/class-names.ts';
import { relativeTime } from '#web/app/ui/format/relative-time.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { EmptyState } from '#web/app/ui/parts/empty-state.tsx';
import type { Route } from './+types/tokens.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { dateIn } from './date-in.ts';
import { MakeTokenDialog } from './make-token-dialog.tsx';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { reachWords } from './token-reach.ts';
import { useRequest } from './use-request.ts';

export const meta = () => [{ title: 'API tokens · Carillon' }];

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  return { tokens: await requireSignedIn(context, request).account.listTokens() };
});

/** The keys that programs of this person hold. */
export default function Tokens({ loaderData: { tokens } }: Route.ComponentProps) {
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const { toasts } = useWorkspace();
  const request = useRequest();
  const close = () => {
    setRevoking(null);
    request.forget();
  };
  const revoke = ({ id, name }: ApiToken) =>
    request.send('DELETE', `/api/v1/tokens/${id}`, () => {
      close();
      toasts.add({ message: `Revoked “${name}”. It is refused from now on.` });
    });
  const make = (
    <Button icon={<Plus aria-hidden="true" />} onPress={() => setMaking(true)}>
      New token
    </Button>
  );
  return (
    <SettingsSection
      title="API tokens"
      lead={
        <>
          A token lets a program do what you can do here.{' '}
          <a className="link" href="/docs">
            What it can ask for
          </a>
          . For Claude, Cursor and others,{' '}
          <Link className="link" to="/settings/connect">
            connect an assistant
          </Link>
          .
        </>
      }
      action={tokens.length > 0 ? make : null}
    >
      {tokens.length === 0 ? (
        <EmptyState icon={<KeyRound />} title="No tokens yet" action={make}>
          Make one for a script, a phone automation, or another program of yours.
        </EmptyState>
      ) : (
        <ul className={styles.rows}>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
          ))}
        </ul>
      )}
      <MakeTokenDialog isOpen={isMaking} onClose={() => setMaking(false)} />
      <ConfirmDialog
        title={revoking ? `Revoke “${revoking.name}”?` : 'Revoke?'}
        isOpen={revoking !== null}
        onClose={close}
        confirmLabel="Revoke"
        onConfirm={() => revoking && revoke(revoking)}
        isBusy={request.isBusy}
        problem={request.problem}
      >
        <p>Whatever uses it is refused from the next request on. A revoked token cannot be brought back.</p>
      </ConfirmDialog>
    </SettingsSection>
  );
}

function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const { overview, nowMs } = useWorkspace();
  const { zone, locale } = overview.settings;
  const isExpired = token.expiresAt !== null && Date.parse(token.expiresAt) <= nowMs;
  const used = token.lastUsedAt
    ? `Last used ${relativeTime(Date.parse(token.lastUsedAt), { nowMs, zone, locale })}`
    : 'Never used';
  return (
    <li className={styles.row}>
      <div className={styles.rowBody}>
        <p className={styles.rowName}>
          {token.name} <code>{token.prefix}…</code>
          <span className={styles.badge}>{reachWords(token.scopes)}</span>
          {isExpired ? <span className={classNames(styles.badge, styles.expired)}>Expired</span> : null}
        </p>
        <p className={styles.rowMeta}>
          <span>{used}</span>
          <span>Made {dateIn(token.createdAt, { zone, locale })}</span>
          <span>
            {token.expiresAt
              ? `${isExpired ? 'Ended' : 'Ends'} ${dateIn(token.expiresAt, { zone, locale })}`
              : 'Never ends'}
          </span>
        </p>
      </div>
      <Button size="small" onPress={onRevoke} aria-label={`Revoke ${token.name}`}>
        Revoke
      </Button>
    </li>
  );
}
