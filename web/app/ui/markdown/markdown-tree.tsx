import type { Code, Heading, Nodes, Parents, Root, Table } from 'mdast';
import { createElement, Fragment, type ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import styles from './markdown.module.css';

/** What a page may draw otherwise. */
export interface MarkdownParts {
  /** What links lead to a heading by. */
  headingId?: (heading: Heading) => string;
  /** Null: only what it is about is shown. */
  link?: (url: string, words: ReactNode) => ReactNode;
  /** Undefined leaves a block as it is. */
  code?: (code: Code) => ReactNode;
}

export interface MarkdownTreeProps {
  root: Root;
  /** The level of its highest heading, below what stands above it on the page. */
  headingLevel: number;
  parts?: MarkdownParts;
}

/**
 * Markdown as it is meant. Inert by construction: every kind of node becomes an element named here or plain text, so
 * HTML stays text, nothing is fetched (a picture becomes a link), and links lead only to the web or to mail.
 */
export function MarkdownTree({ root, headingLevel, parts = {} }: MarkdownTreeProps) {
  return (
    <div className={classNames('prose', styles.prose)}>
      {children(root, { link: safeLink, ...parts, headingLevel })}
    </div>
  );
}

type Drawing = MarkdownParts & { headingLevel: number; link: NonNullable<MarkdownParts['link']> };

function children(node: Parents, drawing: Drawing): ReactNode[] {
  return node.children.map((child, index) => <Fragment key={index}>{draw(child, drawing)}</Fragment>);
}

function draw(node: Nodes, drawing: Drawing): ReactNode {
  switch (node.type) {
    case 'text':
    case 'html':
      return node.value;
    case 'paragraph':
      return <p>{children(node, drawing)}</p>;
    case 'heading': {
      const level = Math.min(6, node.depth - 1 + drawing.headingLevel);
      return createElement(`h${level}`, { id: drawing.headingId?.(node) }, ...children(node, drawing));
    }
    case 'emphasis':
      return <em>{children(node, drawing)}</em>;
    case 'strong':
      return <strong>{children(node, drawing)}</strong>;
    case 'delete':
      return <del>{children(node, drawing)}</del>;
    case 'inlineCode':
      // What is quoted may be of another direction than what is said of it.
      return <code dir="auto">{node.value}</code>;
    case 'code':
      return (
        drawing.code?.(node) ?? (
          <pre>
            <code>{node.value}</code>
          </pre>
        )
      );
    case 'blockquote':
      return <blockquote>{children(node, drawing)}</blockquote>;
    case 'list': {
      const items = children(node, drawing);
      return node.ordered ? <ol start={node.start ?? 1}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'listItem': {
      const { checked, spread } = node;
      const isBox = typeof checked === 'boolean';
      return (
        <li className={isBox ? styles.checked : undefined}>
          {isBox ? (
            <input type="checkbox" checked={checked} disabled readOnly aria-label={checked ? 'Done' : 'Not done'} />
          ) : null}
          {/* In a list without gaps an item is a line and no paragraph. */}
          {spread
            ? children(node, drawing)
            : node.children.map((child, index) => <Line key={index} node={child} drawing={drawing} />)}
        </li>
      );
    }
    case 'link':
      return drawing.link(node.url, children(node, drawing));
    case 'image':
      return drawing.link(node.url, node.alt || node.url);
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'table':
      return <TableOf node={node} drawing={drawing} />;
    default:
      return 'children' in node ? children(node, drawing) : null;
  }
}

function Line({ node, drawing }: { node: Nodes; drawing: Drawing }): ReactNode {
  return node.type === 'paragraph' ? <span>{children(node, drawing)}</span> : draw(node, drawing);
}

/** Markdown knows only tables whose first row is their head. */
function TableOf({ node, drawing }: { node: Table; drawing: Drawing }) {
  const [head, ...rows] = node.children;
  return (
    <table>
      <thead>
        <tr>
          {head?.children.map((cell, index) => (
            <th key={index} scope="col">
              {children(cell, drawing)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.children.map((cell, column) => (
              <td key={column}>{children(cell, drawing)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

function safeLink(url: string, words: ReactNode): ReactNode {
  const isSafe = URL.canParse(url) && SAFE_PROTOCOLS.has(new URL(url).protocol);
  if (!isSafe) return words;
  return (
    <a className="link" href={url} target="_blank" rel="noopener noreferrer nofollow">
      {words}
    </a>
  );
}
