import type { Heading, Nodes, Parents } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import { classNames } from '../../ui/class-names.ts';
import styles from './task-detail.module.css';

/**
 * Markdown as it is meant. Inert by construction: every kind of node becomes an element named here or plain text, so
 * HTML stays text, nothing is fetched (a picture becomes a link), and links lead only to the web or to mail.
 */
export function Markdown({ text }: { text: string }) {
  const tree = useMemo(() => {
    const parsed = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    closeRanks(headingsOf(parsed));
    return parsed;
  }, [text]);
  return <div className={classNames('prose', styles.prose)}>{children(tree)}</div>;
}

const DEPTHS = [1, 2, 3, 4, 5, 6] as const;

function headingsOf(node: Nodes): Heading[] {
  if (node.type === 'heading') return [node];
  return 'children' in node ? node.children.flatMap(headingsOf) : [];
}

/** The highest heading in use becomes the first, and so on: who listens to a page goes by levels without gaps. */
function closeRanks(headings: readonly Heading[]): void {
  const used = [...new Set(headings.map(({ depth }) => depth))].sort();
  for (const heading of headings) heading.depth = DEPTHS[used.indexOf(heading.depth)] ?? 6;
}

function children(node: Parents): ReactNode[] {
  return node.children.map((child, index) => <Fragment key={index}>{render(child)}</Fragment>);
}

function render(node: Nodes): ReactNode {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'paragraph':
      return <p>{children(node)}</p>;
    case 'heading':
      // The panel's own headings stand above what somebody wrote into it.
      return createElement(`h${Math.min(6, node.depth + 2)}`, null, ...children(node));
    case 'emphasis':
      return <em>{children(node)}</em>;
    case 'strong':
      return <strong>{children(node)}</strong>;
    case 'delete':
      return <del>{children(node)}</del>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{children(node)}</blockquote>;
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{children(node)}</ol> : <ul>{children(node)}</ul>;
    case 'listItem':
      return (
        <li className={typeof node.checked === 'boolean' ? styles.checked : undefined}>
          {typeof node.checked === 'boolean' ? (
            <input
              type="checkbox"
              checked={node.checked}
              disabled
              readOnly
              aria-label={node.checked ? 'Done' : 'Not done'}
            />
          ) : null}
          {/* In a list without gaps an item is a line and no paragraph. */}
          {node.spread ? children(node) : node.children.map((child, index) => <Line key={index} node={child} />)}
        </li>
      );
    case 'link':
      return <SafeLink url={node.url}>{children(node)}</SafeLink>;
    case 'image':
      return <SafeLink url={node.url}>{node.alt || node.url}</SafeLink>;
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'table':
      return (
        <table>
          <tbody>{children(node)}</tbody>
        </table>
      );
    case 'tableRow':
      return <tr>{children(node)}</tr>;
    case 'tableCell':
      return <td>{children(node)}</td>;
    case 'html':
      return node.value;
    default:
      return 'children' in node ? children(node) : null;
  }
}

function Line({ node }: { node: Nodes }): ReactNode {
  return node.type === 'paragraph' ? <span>{children(node)}</span> : render(node);
}

const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

function SafeLink({ url, children }: { url: string; children: ReactNode }) {
  const isSafe = URL.canParse(url) && SAFE_PROTOCOLS.has(new URL(url).protocol);
  if (!isSafe) return children;
  return (
    <a className="link" href={url} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
