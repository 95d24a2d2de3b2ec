import { type ReactNode, use } from 'react';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useHref,
  useNavigate,
  useRouteLoaderData,
} from 'react-router';
import type { Route } from './+types/root';
import { requestContext } from './context.ts';
import { NonceContext } from './document/nonce.ts';
import { usePageFocus } from './document/use-page-focus.ts';
import { ErrorPage } from './errors/error-page.tsx';
import { guarded } from './errors/guarded.ts';
import { TRACES_META } from './trace/traces-meta.ts';
import './ui/base.css';
import { identityLinks, themeColors } from './ui/identity/identity-links.ts';
import { themeScript } from './ui/theme/theme-script.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Carillon' }];

export const loader = guarded(async ({ context }: Route.LoaderArgs) => {
  const { signedIn, requestId, locale, isTraced } = context.get(requestContext);
  const settings = await signedIn?.services.getSettings();
  return { requestId, locale: settings?.locale ?? locale, isSignedIn: signedIn !== null, isTraced };
});

/** Who is signed in and in which language does not change within a document: signing in or out loads a new one. */
export function shouldRevalidate() {
  return false;
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = use(NonceContext);
  const root = useRouteLoaderData<typeof loader>('root');
  // The words are English for everybody; what the user chose is how dates and numbers are written.
  const locale = root?.locale ?? 'en';
  return (
    <html lang="en" dir="ltr" suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        {root?.isTraced && <meta name={TRACES_META} content="on" />}
        <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning />
        {themeColors.map((color) => (
          <meta key={color.media} {...color} />
        ))}
        {identityLinks.map((link) => (
          <link key={link.href} {...link} />
        ))}
        <script
          nonce={nonce}
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours; it must run before the first paint.
          dangerouslySetInnerHTML={{ __html: themeScript }}
        />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        <I18nProvider locale={locale}>{children}</I18nProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  const navigate = useNavigate();
  usePageFocus();
  return (
    <RouterProvider navigate={(to, options) => void navigate(to, options)} useHref={useHref}>
      <Outlet />
    </RouterProvider>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} />;
}
