import { Outlet, type ShouldRevalidateFunctionArgs, useMatches } from 'react-router';
import { z } from 'zod';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { requestContext } from '#web/app/context.ts';
import { useReadyPages } from '#web/app/document/use-ready-pages.ts';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { guarded } from '#web/app/errors/guarded.ts';
import { useSingleKeysSetting } from '#web/app/shell/single-keys-setting.ts';
import { WorkspaceProvider } from '#web/app/shell/workspace.tsx';
import { KeyboardProvider } from '#web/app/ui/keyboard/keyboard-provider.tsx';
import type { Route } from './+types/app-data';

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  const { services, account } = requireSignedIn(context, request);
  const [overview, tags, bell, who] = await Promise.all([
    services.getOverview(),
    services.listTags(''),
    services.getBell(),
    account.getAccount(),
  ]);
  return { overview, tags, bell, account: who, now: context.get(requestContext).now };
});

/** What stands around the pages changes with events, which ask for it, and not by going from page to page. */
export function shouldRevalidate({ currentUrl, nextUrl, formAction }: ShouldRevalidateFunctionArgs) {
  return currentUrl.href === nextUrl.href || formAction !== undefined;
}

/** Everything signed in: what stands around the pages, the live connection, and the keys. */
export default function AppData({ loaderData }: Route.ComponentProps) {
  const [areSingleKeysOff] = useSingleKeysSetting();
  useReadyPages();
  const { overview, tags, bell, now } = loaderData;
  const seq = useLowestSeq(Math.min(overview.seq, bell.seq));
  return (
    <KeyboardProvider areSingleKeysOff={areSingleKeysOff}>
      <WorkspaceProvider overview={{ ...overview, seq }} tags={tags} bell={bell} now={now}>
        <Outlet />
      </WorkspaceProvider>
    </KeyboardProvider>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} />;
}

const PageDataSchema = z.object({ page: z.object({ seq: z.int() }) });

/** Loaders read one after the other: only from the lowest of their places on is nothing missed. */
function useLowestSeq(seq: number): number {
  const pages = useMatches().flatMap(({ loaderData }) => PageDataSchema.safeParse(loaderData).data ?? []);
  return Math.min(seq, ...pages.map(({ page }) => page.seq));
}
