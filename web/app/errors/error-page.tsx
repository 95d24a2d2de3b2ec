import { useEffect, useState } from 'react';
import { useLocation, useRevalidator, useRouteLoaderData } from 'react-router';
import { z } from 'zod';
import { classNames } from '../ui/class-names.ts';
import { Wordmark } from '../ui/identity/wordmark.tsx';
import { Button } from '../ui/parts/button.tsx';
import { describeFailure } from './describe-failure.ts';
import styles from './error-page.module.css';

export interface ErrorPageProps {
  error: unknown;
  /** The navigation still stands beside it. */
  isInShell?: boolean;
}

const RootDataSchema = z.object({ requestId: z.string(), isSignedIn: z.boolean() });

/** What a page shows instead of itself: what happened, what is safe, what to do, and the id to name. */
export function ErrorPage({ error, isInShell = false }: ErrorPageProps) {
  const failure = describeFailure(error);
  const root = RootDataSchema.safeParse(useRouteLoaderData('root'));
  // The document knows its own request only; `default` is the place it was made for.
  const isDocument = useLocation().key === 'default';
  const requestId = failure.requestId ?? (isDocument ? root.data?.requestId : null) ?? null;
  const [isRetrying, retry] = useRetry();
  const Frame = isInShell ? 'div' : 'main';
  return (
    <Frame className={classNames(styles.page, isInShell && styles.inShell)}>
      <title>{`${failure.title} · Carillon`}</title>
      {isInShell ? null : (
        <a href="/" className={styles.home} aria-label="Carillon, home">
          <Wordmark />
        </a>
      )}
      <div role="alert" className={styles.words}>
        <p className={styles.mark}>{failure.mark}</p>
        <h1 className={styles.title}>{failure.title}</h1>
        <p className={styles.text}>{failure.text}</p>
        <div className={styles.actions}>
          {failure.canRetry ? (
            <Button variant="primary" onPress={retry} isBusy={isRetrying}>
              Try again
            </Button>
          ) : null}
          <a href="/" className={classNames('link', styles.back)}>
            {root.data?.isSignedIn === false ? 'Back to the start' : 'Back to your tasks'}
          </a>
        </div>
        <dl className={styles.facts}>
          <div>
            <dt>Code</dt>
            <dd>
              <code>{failure.code}</code>
            </dd>
          </div>
          {requestId ? (
            <div>
              <dt>Request</dt>
              <dd>
                <code>{requestId}</code>
              </dd>
            </div>
          ) : null}
        </dl>
      </div>
    </Frame>
  );
}

/** Loads the page's data again; by itself when the connection comes back. */
function useRetry(): readonly [boolean, () => void] {
  const { revalidate, state } = useRevalidator();
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    const again = () => void revalidate();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [revalidate]);
  return [
    isAsked && state === 'loading',
    () => {
      setAsked(true);
      void revalidate();
    },
  ];
}
