import { PageNav } from '#web/app/ui/shell/page-nav.tsx';

export interface GuideNavProps {
  chapters: readonly { slug: string; title: string }[];
}

/** The way between the chapters. */
export function GuideNav({ chapters }: GuideNavProps) {
  const pages = chapters.map(({ slug, title }) => ({ to: `/guide/${slug}`, label: title }));
  return <PageNav label="Guide" pages={[{ to: '/guide', label: 'All questions' }, ...pages]} />;
}
