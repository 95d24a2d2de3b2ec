import { type RefObject, useState } from 'react';
import { type QuerySuggestion, type QuerySuggestions, suggestQuery } from '#core/query-language/suggest-query.ts';
import { useWorkspace } from '../shell/workspace.tsx';

const NONE: QuerySuggestions = { start: 0, end: 0, suggestions: [] };

/** The suggestions under a box that holds a query, and which of them the arrow keys stand on. */
export function useQuerySuggestions(input: RefObject<HTMLInputElement | null>, onChange: (text: string) => void) {
  const { lists, tags } = useWorkspace();
  const [found, setFound] = useState(NONE);
  const [active, setActive] = useState<number | null>(null);
  const names = {
    lists: lists.filter(({ archivedAt }) => archivedAt === null).map(({ name }) => name),
    tags: tags.map(({ tag }) => tag),
  };
  return {
    list: found.suggestions,
    isOpen: found.suggestions.length > 0,
    active,
    setActive,
    /** Looks for what fits where the caret stands. */
    look() {
      const box = input.current;
      setActive(null);
      setFound(box === null ? NONE : suggestQuery(box.value, box.selectionStart ?? box.value.length, names));
    },
    close() {
      setFound(NONE);
      setActive(null);
    },
    /** Writes a suggestion in place of the word at the caret, with a blank behind it. */
    take({ text }: QuerySuggestion) {
      const box = input.current;
      if (box === null) return;
      const rest = box.value.slice(found.end);
      const written = `${box.value.slice(0, found.start)}${text}${rest.startsWith(' ') ? '' : ' '}`;
      onChange(written + rest);
      setFound(NONE);
      setActive(null);
      // The box takes the text with the next frame; only then can the caret stand in it.
      requestAnimationFrame(() => {
        box.focus();
        const caret = written.length + (rest.startsWith(' ') ? 1 : 0);
        box.setSelectionRange(caret, caret);
      });
    },
  };
}
