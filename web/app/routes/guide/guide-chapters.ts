import type { Nodes, Root } from 'mdast';
import chat from '../../../../docs/guide/chat.md?raw';
import dueDates from '../../../../docs/guide/due-dates.md?raw';
import emailAndWebhooks from '../../../../docs/guide/email-and-webhooks.md?raw';
import reminders from '../../../../docs/guide/reminders.md?raw';
import repeats from '../../../../docs/guide/repeats.md?raw';
import language from '../../../../docs/language.md?raw';
import { headingId, textOf } from '../../ui/markdown/heading-id.ts';
import { headingsOf, parseMarkdown } from '../../ui/markdown/parse-markdown.ts';

/** A chapter of docs/guide, or the reference of the language: the only place where its text stands. */
export interface GuideChapter {
  slug: string;
  title: string;
  questions: { id: string; text: string }[];
  /** Without its title. */
  root: Root;
}

const SOURCES = { language, 'due-dates': dueDates, repeats, reminders, 'email-and-webhooks': emailAndWebhooks, chat };

let chapters: GuideChapter[] | undefined;

/** Read once in the life of a Worker, and on the server only: a page gets the tree of its chapter, and no parser. */
export function guideChapters(): GuideChapter[] {
  chapters ??= Object.entries(SOURCES).map(([slug, text]) => readChapter(slug, text));
  return chapters;
}

function readChapter(slug: string, text: string): GuideChapter {
  const root = parseMarkdown(text);
  const [title, ...headings] = headingsOf(root);
  if (title === undefined) throw new Error(`the chapter ${slug} begins with its title`);
  root.children = root.children.filter((node) => node !== title);
  dropPositions(root);
  const questions = headings
    .filter(({ depth }) => depth === 2)
    .map((heading) => ({ id: headingId(heading), text: textOf(heading) }));
  return { slug, title: textOf(title), questions, root };
}

/** Half of a tree is where each node stood in the text. */
function dropPositions(node: Nodes): void {
  delete node.position;
  if ('children' in node) for (const child of node.children) dropPositions(child);
}
