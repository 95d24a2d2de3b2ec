import type { Heading, Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Markdown as a tree whose headings go down level by level. Heavy: load it where text is read, not where a page begins. */
export function parseMarkdown(text: string): Root {
  const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  closeRanks(headingsOf(root));
  return root;
}

const DEPTHS = [1, 2, 3, 4, 5, 6] as const;

export function headingsOf(node: Nodes): Heading[] {
  if (node.type === 'heading') return [node];
  return 'children' in node ? node.children.flatMap(headingsOf) : [];
}

/** The highest heading in use becomes the first, and so on: who listens to a page goes by levels without gaps. */
function closeRanks(headings: readonly Heading[]): void {
  const used = [...new Set(headings.map(({ depth }) => depth))].sort();
  for (const heading of headings) heading.depth = DEPTHS[used.indexOf(heading.depth)] ?? 6;
}
