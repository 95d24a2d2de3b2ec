import { Maximize2, X } from 'lucide-react';
import { useNavigate } from 'react-router';
import { IconButton } from '../ui/parts/icon-button.tsx';
import styles from './chat.module.css';
import { Chat } from './chat.tsx';
import { ChatTools } from './chat-tools.tsx';
import { chatStore, useChat } from './use-chat.ts';

/** The conversation beside any page. */
export default function ChatPanel({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const { conversationId } = useChat();
  const widen = () => {
    onClose();
    void navigate(conversationId === null ? '/chat' : `/chat/${conversationId}`);
  };
  return (
    <div className={styles.panel}>
      <div className={styles.panelHead}>
        <h2>Chat</h2>
        <ChatTools onOpen={(id) => void chatStore.open(id)} />
        <IconButton label="Open as a page" icon={<Maximize2 aria-hidden="true" />} onPress={widen} />
        <IconButton label="Close" keys="Escape" icon={<X aria-hidden="true" />} onPress={onClose} />
      </div>
      <Chat isFocused />
    </div>
  );
}
