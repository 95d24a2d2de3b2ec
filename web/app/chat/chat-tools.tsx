import { History, SquarePen } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../ui/parts/icon-button.tsx';
import { ConversationsSheet } from './conversations-sheet.tsx';
import { useChat } from './use-chat.ts';

/** The ways to other conversations, for the head of the page or of the panel. */
export function ChatTools({ onOpen }: { onOpen: (conversationId: string | null) => void }) {
  const { conversationId } = useChat();
  const [isOpen, setOpen] = useState(false);
  const go = (id: string | null) => {
    setOpen(false);
    onOpen(id);
  };
  return (
    <>
      <IconButton label="New conversation" icon={<SquarePen aria-hidden="true" />} onPress={() => go(null)} />
      <IconButton label="Conversations" icon={<History aria-hidden="true" />} onPress={() => setOpen(true)} />
      <ConversationsSheet isOpen={isOpen} onClose={() => setOpen(false)} currentId={conversationId} onOpen={go} />
    </>
  );
}
