import type { Code, Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** What a document tells its reader to type. */
export interface DocumentedCommand {
  /** In one line, without its comment. */
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** Whether its own line, or the paragraph, list item or row that it stands in, says that it needs a Cloudflare account. */
  readonly isMarked: boolean;
}

const MARK = '☁';
// In a sentence `kubectl` and `helm upgrade` name something; with one word more they are to be typed.
const IN_A_SENTENCE =
  /^(?:[A-Z_]+=\S+ )*(?:npm (?:start|test|run|config)\b|(?:node|curl|kcat|openssl|printf|kafka-[a-z-]+\.sh) \S|\.ci\/\w|(?:npx|kubectl|helm|podman) \S+ \S)/;
const LINE = /^(?<text>(?:'[^']*'|"[^"]*"|[^'"])*?)(?:(?:^|\s+)#(?<comment>.*))?$/s;

/** Every command of a document: each line of its blocks `sh`, and what stands in its sentences. */
export function documentedCommands(markdown: string): DocumentedCommand[] {
  const isMarked = (node: Nodes): boolean =>
    markdown.slice(node.position?.start.offset, node.position?.end.offset).includes(MARK);
  const commandsOf = (node: Nodes, isInMarked: boolean): DocumentedCommand[] => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'code') return node.lang === 'sh' ? linesOf(node, line + 1, isInMarked) : [];
    if (node.type === 'inlineCode') {
      const text = node.value.replaceAll(/\s+/g, ' ');
      return IN_A_SENTENCE.test(text) ? [{ text, line, isMarked: isInMarked }] : [];
    }
    if (!('children' in node)) return [];
    const head = node.type === 'listItem' ? node.children[0] : node;
    const says = ['paragraph', 'tableRow', 'listItem'].includes(node.type) && head !== undefined && isMarked(head);
    return node.children.flatMap((child) => commandsOf(child, isInMarked || says));
  };
  const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
  return commandsOf(fromMarkdown(markdown, options), false);
}

/** A line that ends with a backslash goes on in the next. */
function linesOf({ value }: Code, from: number, isInMarked: boolean): DocumentedCommand[] {
  return [...value.matchAll(/(?:[^\n]*\\\n)*[^\n]+/g)].flatMap(({ 0: lines, index }) => {
    const whole = lines.replaceAll(/\s*\\\n\s*/g, ' ').trim();
    const { text = '', comment = '' } = LINE.exec(whole)?.groups ?? {};
    if (text === '') return [];
    const line = from + value.slice(0, index).split('\n').length - 1;
    return [{ text, line, isMarked: isInMarked || comment.includes(MARK) }];
  });
}
