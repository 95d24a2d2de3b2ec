import { useEffect } from 'react';
import { unreadCount } from './bell-state.ts';
import { countWords } from './count-words.ts';
import { useBell } from './use-bell.ts';

/**
 * Puts what is unread before the title of the document, so that it is seen on a tab in the background: `(2) Today`.
 * Every page sets its title in its own way and time, so the title itself is watched.
 */
export function TitleCount() {
  const count = countWords(unreadCount(useBell()));
  useEffect(() => {
    let bare = document.title;
    let shown = bare;
    const apply = () => {
      // Whatever is not ours is a page's own title.
      if (document.title !== shown) bare = document.title;
      shown = count === null ? bare : `(${count}) ${bare}`;
      if (document.title !== shown) document.title = shown;
    };
    apply();
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      if (document.title === shown) document.title = bare;
    };
  }, [count]);
  return null;
}
