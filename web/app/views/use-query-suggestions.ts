import { type RefObject, useState } from 'react';
import { type QuerySuggestion, type QuerySuggestions, suggestQuery } from '#core/query-language/suggest-query.ts';
import { useWorkspace } from '../shell/workspace.tsx';

const NONE: QuerySuggestions = { start: 0, end: 0, suggestions: [] };

/** How a query could go on where the caret stands. */
export function useQuerySuggestions(input: RefObject<HTMLInputElement | null>, onChange: (text: string) => void) {
  const { lists, tags } = useWorkspace();
  const [found, setFound] = useState(NONE);
  const names = {
    lists: lists.filter(({ archivedAt }) => archivedAt === null).map(({ name }) => name),
    tags: tags.map(({ tag }) => tag),
  };
  return {
    suggestions: found.suggestions,
    /** Looks for what fits where the caret stands. */
    look() {
      const box = input.current;
      setFound(box === null ? NONE : suggestQuery(box.value, box.selectionStart ?? box.value.length, names));
    },
    close: () => setFound(NONE),
    /** Writes a suggestion in place of the word at the caret, with a blank behind it. */
    take({ text }: QuerySuggestion) {
      const box = input.current;
      if (box === null) return;
      const rest = box.value.slice(found.end);
      const written = `${box.value.slice(0, found.start)}${text}${rest.startsWith(' ') ? '' : ' '}`;
      onChange(written + rest);
      setFound(NONE);
      // The box takes the text with the next frame; only then can the caret stand in it.
      requestAnimationFrame(() => {
        box.focus();
        const caret = written.length + (rest.startsWith(' ') ? 1 : 0);
        box.setSelectionRange(caret, caret);
      });
    },
  };
}
