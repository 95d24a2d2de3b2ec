import { Download } from 'lucide-react';
import { useState } from 'react';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { ButtonLink } from '#web/app/ui/parts/button-link.tsx';
import type { Route } from './+types/data.ts';
import { DeleteAccountDialog } from './delete-account-dialog.tsx';
import { SettingsSection } from './settings-section.tsx';

export const meta = () => [{ title: 'Data · Carillon' }];

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  return { account: await requireSignedIn(context, request).account.getAccount() };
});

/** Taking everything along, and leaving. */
export default function Data({ loaderData: { account } }: Route.ComponentProps) {
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      <SettingsSection
        title="Export"
        lead="Settings, lists, tasks (those in the trash too) and the whole history, as one JSON file."
      >
        <div>
          <ButtonLink href="/api/v1/account/export" download icon={<Download aria-hidden="true" />}>
            Download everything
          </ButtonLink>
        </div>
      </SettingsSection>
      <SettingsSection title="Delete the account" lead="At once and for good. There is no way back, for us neither.">
        <div>
          <Button onPress={() => setDeleting(true)}>Delete the account…</Button>
        </div>
      </SettingsSection>
      <DeleteAccountDialog account={account} isOpen={isDeleting} onClose={() => setDeleting(false)} />
    </>
  );
}
