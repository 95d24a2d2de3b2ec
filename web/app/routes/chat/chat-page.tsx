import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import styles from '#web/app/chat/chat.module.css';
import { Chat } from '#web/app/chat/chat.tsx';
import { ChatTools } from '#web/app/chat/chat-tools.tsx';
import { chatStore, useChat } from '#web/app/chat/use-chat.ts';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { guarded } from '#web/app/errors/guarded.ts';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import type { Route } from './+types/chat-page.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Chat · Carillon' }];

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  requireSignedIn(context, request);
  return null;
});

/** A conversation as a page. Its address names it once something was said. */
export default function ChatPage({ params }: Route.ComponentProps) {
  const asked = params.conversationId ?? null;
  const navigate = useNavigate();
  const { conversationId } = useChat();
  useEffect(() => {
    // Without a name the page goes on with what the window is at.
    if (asked !== null) void chatStore.open(asked);
  }, [asked]);
  useEffect(() => {
    if (asked === null && conversationId !== null) void navigate(`/chat/${conversationId}`, { replace: true });
  }, [asked, conversationId, navigate]);
  const open = async (id: string | null) => {
    // First the conversation, or the page would find the old one and lead back to it.
    void chatStore.open(id);
    await navigate(id === null ? '/chat' : `/chat/${id}`);
  };
  return (
    <div className={styles.page}>
      <PageHeader title="Chat" actions={<ChatTools onOpen={(id) => void open(id)} />} />
      <Chat isFocused />
    </div>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} isInShell />;
}
