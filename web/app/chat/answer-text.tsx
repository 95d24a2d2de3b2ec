import type { Nodes } from 'mdast';
import { type ReactNode, useMemo } from 'react';
import { MarkdownTree } from '../ui/markdown/markdown-tree.tsx';
import { parseMarkdown } from '../ui/markdown/parse-markdown.ts';
import styles from './chat.module.css';

/** What was answered. Only a model's words are Markdown; the others stand as they are, for titles may hold anything. */
export function AnswerText({ text, isMarkdown }: { text: string; isMarkdown: boolean }) {
  return isMarkdown ? <ModelText text={text} /> : <p className={styles.text}>{text.trim()}</p>;
}

function ModelText({ text }: { text: string }) {
  const root = useMemo(() => unturned(parseMarkdown(text)), [text]);
  return <MarkdownTree root={root} headingLevel={3} parts={{ link: linkThatTells }} />;
}

/** Marks that turn around what stands beside them: with them `moc.knab.evil` reads as another name. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;

/** Looked for in what was read: in Markdown they can be written as `&#x202e;`, too. */
function unturned<Node extends Nodes>(node: Node): Node {
  if ('value' in node) node.value = node.value.replaceAll(TURNING, '');
  if ('children' in node) for (const child of node.children) unturned(child);
  return node;
}

const PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/** A link of a model says where it leads, since its words may say something else. Pictures become links, too: nothing is fetched. */
function linkThatTells(url: string, words: ReactNode): ReactNode {
  if (!URL.canParse(url)) return words;
  const { protocol, host, pathname } = new URL(url);
  if (!PROTOCOLS.has(protocol)) return words;
  return (
    <>
      <a className="link" href={url} target="_blank" rel="noopener noreferrer nofollow">
        <bdi>{words}</bdi>
      </a>{' '}
      <span className={styles.where}>
        (<bdi dir="ltr">{(protocol === 'mailto:' ? pathname : host).replaceAll(TURNING, '')}</bdi>)
      </span>
    </>
  );
}
