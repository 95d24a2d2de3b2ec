import { redirect } from 'react-router';
import { DemoButton } from '#web/app/auth/demo-button.tsx';
import { HOME_PATH } from '#web/app/auth/own-path.ts';
import { requestContext } from '#web/app/context.ts';
import { Wordmark } from '#web/app/ui/identity/wordmark.tsx';
import { ButtonLink } from '#web/app/ui/parts/button-link.tsx';
import type { Route } from './+types/welcome.ts';
import styles from './welcome.module.css';
import { WelcomeHistory } from './welcome-history.tsx';
import { WelcomeKeys } from './welcome-keys.tsx';
import { WelcomePicture } from './welcome-picture.tsx';
import { WelcomeRequest } from './welcome-request.tsx';

const summary =
  'Carillon answers at once, shows every change on all your devices as it happens, and remembers who changed what, so that anything can be taken back.';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: 'Carillon · A task manager that keeps time' },
  { name: 'description', content: summary },
  { property: 'og:title', content: 'Carillon' },
  { property: 'og:description', content: 'A task manager that keeps time.' },
  { property: 'og:image', content: `${loaderData?.origin ?? ''}/social-card.png` },
  { name: 'twitter:card', content: 'summary_large_image' },
];

export function loader({ context, request }: Route.LoaderArgs) {
  const { signedIn, isDemoOffered } = context.get(requestContext);
  if (signedIn) throw redirect(HOME_PATH);
  // Whoever shows the picture of a link does not know what it is relative to.
  return { isDemoOffered, origin: new URL(request.url).origin };
}

/** What a visitor sees first. */
export default function Welcome({ loaderData: { isDemoOffered } }: Route.ComponentProps) {
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Wordmark />
        <nav aria-label="Account" className={styles.nav}>
          <ButtonLink href="/sign-in" variant="quiet">
            Sign in
          </ButtonLink>
        </nav>
      </header>
      <main>
        <section className={styles.hero}>
          <h1 className={styles.title}>A task manager that keeps time.</h1>
          <p className={styles.summary}>{summary}</p>
          <div className={styles.ways}>
            {isDemoOffered ? <DemoButton /> : null}
            <ButtonLink href="/sign-up" variant={isDemoOffered ? 'secondary' : 'primary'}>
              Make an account
            </ButtonLink>
          </div>
          {isDemoOffered ? (
            <p className={styles.note}>
              The demo is an account of your own, filled with a sample week. It asks for nothing, and is erased after 30
              days.
            </p>
          ) : null}
        </section>

        <WelcomePicture />

        <section className={styles.chapter}>
          <div className={styles.words}>
            <h2>Nothing happens in the dark</h2>
            <p>
              Every change is written down: by whom, when, from what to what. One press takes it back, a single word or
              a sweep over three hundred tasks, for ninety days.
            </p>
          </div>
          <WelcomeHistory />
        </section>

        <section className={styles.chapter}>
          <div className={styles.words}>
            <h2>One keyboard plays all the bells</h2>
            <p>
              Add, open, plan, tick, undo: everything is a key away, and the sheet behind <kbd>?</kbd> knows them all.
              Every one of them has a button too.
            </p>
          </div>
          <WelcomeKeys />
        </section>

        <section className={styles.chapter}>
          <div className={styles.words}>
            <h2>Open to programs of your own</h2>
            <p>
              What the pages can do, a token and one line of shell can do.{' '}
              <a className="link" href="/docs">
                The API
              </a>{' '}
              is described to the last field, and what it changes is on your screens in the same moment.
            </p>
          </div>
          <WelcomeRequest />
        </section>
      </main>
      <footer className={styles.footer}>
        <span>Carillon</span>
        <a href="/docs">API</a>
        <a href="/sign-in">Sign in</a>
        <a href="/sign-up">Make an account</a>
      </footer>
    </div>
  );
}
