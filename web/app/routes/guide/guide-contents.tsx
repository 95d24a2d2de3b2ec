import { Link } from 'react-router';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { guarded } from '#web/app/errors/guarded.ts';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import type { Route } from './+types/guide-contents.ts';
import styles from './guide.module.css';
import { guideChapters } from './guide-chapters.ts';
import { GuideNav } from './guide-nav.tsx';

export const meta = () => [{ title: 'Guide · Carillon' }];
/** Nothing that happens changes it. */
export const shouldRevalidate = () => false;

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  requireSignedIn(context, request);
  return { chapters: guideChapters().map(({ slug, title, questions }) => ({ slug, title, questions })) };
});

/** Every question of the guide, by chapter. */
export default function GuideContents({ loaderData: { chapters } }: Route.ComponentProps) {
  return (
    <>
      <PageHeader title="Guide">
        <GuideNav chapters={chapters} />
      </PageHeader>
      <div className={styles.body}>
        {chapters.map(({ slug, title, questions }) => (
          <div key={slug} className={styles.chapter}>
            <h2>{title}</h2>
            <ul className={styles.questions}>
              {questions.map(({ id, text }) => (
                <li key={id}>
                  <Link to={`/guide/${slug}#${id}`}>{text}</Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} isInShell />;
}
