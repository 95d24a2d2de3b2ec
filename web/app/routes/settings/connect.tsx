import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CreatedApiToken } from '#core/account/api-token.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { requestContext } from '#web/app/context.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { Tabs } from '#web/app/ui/parts/tabs.tsx';
import type { Route } from './+types/connect.ts';
import styles from './connect.module.css';
import { type ConnectClient, connectClients } from './connect-clients.ts';
import { Copyable } from './copyable.tsx';
import { MakeTokenDialog } from './make-token-dialog.tsx';
import settings from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { reachWords, TOKEN_REACHES } from './token-reach.ts';

export const meta = () => [{ title: 'Connect an assistant · Carillon' }];

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  requireSignedIn(context, request);
  return { url: `${context.get(requestContext).origin}/mcp` };
});

/** Stands for the secret until there is one; nobody would take it for a real one. */
const NO_TOKEN = 'YOUR_TOKEN';

/** How an assistant of another maker gets at the tasks, and what it may do there. */
export default function Connect({ loaderData: { url } }: Route.ComponentProps) {
  const [made, setMade] = useState<CreatedApiToken | null>(null);
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <SettingsSection
        title="Connect an assistant"
        lead="Claude, Cursor, VS Code and others that speak the Model Context Protocol can find, plan and change your tasks. They need the address and a token."
      >
        <Copyable label="Address" text={url} />
        <div className={settings.notice}>
          <p role="status">
            {made ? (
              <>
                The lines below hold the token “{made.token.name}” ({reachWords(made.token.scopes).toLowerCase()}),
                until you leave this page.
              </>
            ) : (
              <>
                Each assistant gets a token of its own, so that you can take it back alone. In the lines below it is{' '}
                <code>{NO_TOKEN}</code>.
              </>
            )}
          </p>
          <Button icon={<KeyRound aria-hidden="true" />} onPress={() => setMaking(true)}>
            {made ? 'Another token' : 'Make a token'}
          </Button>
        </div>
        <Tabs
          label="Assistants"
          tabs={connectClients({ url, token: made?.secret ?? NO_TOKEN }).map((client) => ({
            id: client.id,
            label: client.label,
            content: <Steps client={client} />,
          }))}
        />
      </SettingsSection>
      <SettingsSection
        title="What it may do"
        lead="You choose when you make the token. Nothing is sent anywhere by the assistant through Carillon, and your account stays out of its reach."
      >
        <dl className={styles.reaches}>
          {TOKEN_REACHES.map(({ value, label, help }) => (
            <div key={value}>
              <dt>{label}</dt>
              <dd>{help}</dd>
            </div>
          ))}
        </dl>
        <p className={settings.quiet}>
          What holds now, and when each was last used, is under{' '}
          <Link className="link" to="/settings/tokens">
            API tokens
          </Link>
          . What an assistant did is in the{' '}
          <Link className="link" to="/activity">
            activity
          </Link>{' '}
          with its name, and can be undone there.
        </p>
      </SettingsSection>
      <SettingsSection
        title="Links to confirm"
        lead="When an assistant wants to delete more than one task or change more than ten, nothing happens yet. It gets a link instead and shows it to you."
      >
        <ol className={styles.steps}>
          <li>The link leads to a page here, which lists exactly what would change, from what to what.</li>
          <li>Press the button there to let it happen, or leave: after ten minutes the link does nothing any more.</li>
          <li>
            If your tasks changed meanwhile, it is refused and asked anew. What you confirmed is one step to undo.
          </li>
        </ol>
        <p className={settings.quiet}>
          Only you can press that button, signed in. No assistant and no text in a task can do it. A token with “bulk”
          is not asked.
        </p>
      </SettingsSection>
      <MakeTokenDialog isOpen={isMaking} onClose={() => setMaking(false)} name="assistant" onMade={setMade} />
    </>
  );
}

function Steps({ client: { how, snippets, note } }: { client: ConnectClient }) {
  return (
    <div className={styles.client}>
      <p>{how}</p>
      {snippets.map(({ label, text }) => (
        <Copyable key={label} label={label} text={text} />
      ))}
      {note ? <p className={settings.quiet}>{note}</p> : null}
    </div>
  );
}
