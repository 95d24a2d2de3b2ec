import type { Root } from 'mdast';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { headingId } from '#web/app/ui/markdown/heading-id.ts';
import { type MarkdownParts, MarkdownTree } from '#web/app/ui/markdown/markdown-tree.tsx';
import { ExampleFigure } from './example-figure.tsx';

const PARTS: MarkdownParts = {
  headingId,
  link: guideLink,
  code: ({ lang, value }) => (lang === 'example' ? <ExampleFigure text={value} /> : undefined),
};

/** A chapter as a page shows it: headings that links lead to, links that stay in the app, examples as figures. */
export function GuideText({ root }: { root: Root }) {
  return <MarkdownTree root={root} headingLevel={1} parts={PARTS} />;
}

/** The text links as files do: `repeats.md#how-do-i-skip-one`. */
function guideLink(url: string, words: ReactNode): ReactNode {
  return (
    <Link className="link" to={url.startsWith('#') ? url : `/guide/${url.replace(/\.md(?=#|$)/, '')}`}>
      {words}
    </Link>
  );
}
