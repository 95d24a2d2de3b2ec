import { Link, type ShouldRevalidateFunctionArgs } from 'react-router';
import { AppError } from '#core/errors.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { guarded } from '#web/app/errors/guarded.ts';
import { problemResponse } from '#web/app/errors/problem-response.ts';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import type { Route } from './+types/guide-chapter.ts';
import styles from './guide.module.css';
import { guideChapters } from './guide-chapters.ts';
import { GuideNav } from './guide-nav.tsx';
import { GuideText } from './guide-text.tsx';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.chapter.title ?? 'Guide'} · Guide · Carillon` },
];

export const loader = guarded(async ({ context, request, params }: Route.LoaderArgs) => {
  requireSignedIn(context, request);
  const chapters = guideChapters();
  const chapter = chapters.find(({ slug }) => slug === params.chapter);
  if (!chapter) throw problemResponse(context, new AppError('not_found', 'The guide has no such chapter.'));
  return { chapter, chapters: chapters.map(({ slug, title }) => ({ slug, title })) };
});

/** Only another chapter is news: nothing that happens changes the text. */
export function shouldRevalidate({ currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) {
  return currentUrl.pathname !== nextUrl.pathname;
}

/** One chapter: its questions, then the answers. */
export default function GuideChapterPage({ loaderData: { chapter, chapters } }: Route.ComponentProps) {
  return (
    <>
      <PageHeader title={chapter.title}>
        <GuideNav chapters={chapters} />
      </PageHeader>
      <div className={styles.body}>
        <nav aria-label="On this page" className={styles.chapter} data-print="hide">
          <ul className={styles.questions}>
            {chapter.questions.map(({ id, text }) => (
              <li key={id}>
                <Link to={`#${id}`}>{text}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <article className={styles.text}>
          <GuideText root={chapter.root} />
        </article>
      </div>
    </>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} isInShell />;
}
