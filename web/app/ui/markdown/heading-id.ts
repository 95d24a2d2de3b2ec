import type { Heading, Nodes } from 'mdast';

/** What a heading says, without how. */
export function textOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** Where links to a heading lead: the same as where Markdown is shown by others, so that one link works in both. */
export function headingId(heading: Heading): string {
  return textOf(heading)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}
