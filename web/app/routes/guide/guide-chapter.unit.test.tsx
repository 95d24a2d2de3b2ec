import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { describe, expect, it } from 'vitest';
import { type GuideChapter, guideChapters } from './guide-chapters.ts';
import { GuideText } from './guide-text.tsx';

const chapters = guideChapters();

function drawn({ root }: GuideChapter): string {
  const router = createMemoryRouter([{ path: '*', element: <GuideText root={root} /> }]);
  return renderToStaticMarkup(<RouterProvider router={router} />);
}

describe.each(chapters)('the chapter $title', (chapter) => {
  const html = drawn(chapter);

  it('GD4 has every question as a heading that can be linked to, in order', () => {
    const headings = [...html.matchAll(/<h2 id="(?<id>[^"]+)">/g)].map(({ groups }) => groups?.id);
    expect(headings).toEqual(chapter.questions.map(({ id }) => id));
    expect(html).not.toContain('<h1');
  });

  it('GD4 draws every example, and leaves no Markdown over', () => {
    const examples = chapter.root.children.filter((node) => node.type === 'code' && node.lang === 'example');
    expect(html.match(/<figure/g) ?? []).toHaveLength(examples.length);
    expect(html).not.toMatch(/<pre|\*\*|```|\]\(|undefined/);
  });

  it('GD4 leads from chapter to chapter, within the app', () => {
    const links = [...html.matchAll(/href="(?<href>[^"]+)"/g)].map(({ groups }) => groups?.href ?? '');
    for (const link of links) {
      const [, slug = chapter.slug, id] =
        /^(?:\/guide\/([a-z-]+))?(?:\/?#(.+))?$/.exec(link.replace(/^\/(?=#)/, '')) ?? [];
      const known = chapters.find((each) => each.slug === slug);
      expect(known, link).toBeDefined();
      if (id !== undefined)
        expect(
          known?.questions.map((question) => question.id),
          link,
        ).toContain(id);
    }
  });
});
