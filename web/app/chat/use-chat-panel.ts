import { useRef, useState } from 'react';
import { useLocation } from 'react-router';

/** Whether the chat stands beside the page: `close` is null while it does not. On its own page there is nothing to add. */
export function useChatPanel(): { toggle: () => void; close: (() => void) | null } {
  const { pathname } = useLocation();
  const [isOpen, setOpen] = useState(false);
  const cameFrom = useRef<Element | null>(null);
  const isItsPage = pathname === '/chat' || pathname.startsWith('/chat/');
  const open = () => {
    if (isItsPage) return;
    cameFrom.current = document.activeElement;
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    // What lies behind is in reach again only once the panel is gone.
    requestAnimationFrame(() => {
      if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus();
    });
  };
  return { toggle: isOpen ? close : open, close: isOpen && !isItsPage ? close : null };
}
