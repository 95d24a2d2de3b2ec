import { useMemo } from 'react';
import { MarkdownTree } from '../../ui/markdown/markdown-tree.tsx';
import { parseMarkdown } from '../../ui/markdown/parse-markdown.ts';

/** Notes as they are meant. The panel's own headings stand above what somebody wrote into it. */
export function Markdown({ text }: { text: string }) {
  const root = useMemo(() => parseMarkdown(text), [text]);
  return <MarkdownTree root={root} headingLevel={3} />;
}
