import { lazy, Suspense } from 'react';

const ChatPanel = lazy(() => import('./chat-panel.tsx'));

/** The chat beside the page; its scripts come when it is first opened. */
export function LazyChatPanel({ onClose }: { onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <ChatPanel onClose={onClose} />
    </Suspense>
  );
}
