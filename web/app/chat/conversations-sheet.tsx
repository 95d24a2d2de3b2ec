import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Conversation } from '#core/chat/conversation.ts';
import { ConfirmDialog } from '../routes/settings/confirm-dialog.tsx';
import { useRequest } from '../routes/settings/use-request.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { relativeTime } from '../ui/format/relative-time.ts';
import { Button } from '../ui/parts/button.tsx';
import { IconButton } from '../ui/parts/icon-button.tsx';
import { Sheet } from '../ui/parts/sheet.tsx';
import styles from './chat.module.css';
import { chatApi } from './chat-api.ts';

export interface ConversationsSheetProps {
  isOpen: boolean;
  onClose: () => void;
  currentId: string | null;
  onOpen: (conversationId: string | null) => void;
}

/** Every conversation there is, to go on with or to delete. */
export function ConversationsSheet({ isOpen, onClose, currentId, onOpen }: ConversationsSheetProps) {
  return (
    <Sheet title="Conversations" side="end" isOpen={isOpen} onClose={onClose}>
      {isOpen ? <Conversations currentId={currentId} onOpen={onOpen} /> : null}
    </Sheet>
  );
}

function Conversations({ currentId, onOpen }: Pick<ConversationsSheetProps, 'currentId' | 'onOpen'>) {
  const { overview, nowMs } = useWorkspace();
  const { zone, locale } = overview.settings;
  const [list, setList] = useState<{ conversations: readonly Conversation[]; hasMore: boolean } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<Conversation | null>(null);
  const request = useRequest();
  const load = async (before: string | null) => {
    const answer = await chatApi.list(before);
    if (!answer.isOk) return setTrouble(answer.problem.detail);
    const { conversations, hasMore } = answer.value;
    setList((known) => ({
      conversations: [...(before ? (known?.conversations ?? []) : []), ...conversations],
      hasMore,
    }));
  };
  // Once, when the sheet opens.
  useEffect(() => {
    void load(null);
  }, []);
  const remove = ({ id }: Conversation) =>
    request.send('DELETE', `/api/v1/chat/conversations/${id}`, () => {
      setDeleting(null);
      setList((known) => known && { ...known, conversations: known.conversations.filter((each) => each.id !== id) });
      if (id === currentId) onOpen(null);
    });
  if (trouble) return <p className={styles.sheetNote}>{trouble}</p>;
  if (list === null) return <p className={styles.sheetNote}>Looking…</p>;
  if (list.conversations.length === 0) return <p className={styles.sheetNote}>Nothing was said yet.</p>;
  return (
    <>
      <ul className={styles.conversations}>
        {list.conversations.map((conversation) => (
          <li key={conversation.id} className={styles.conversation}>
            <button
              type="button"
              className={styles.conversationTitle}
              aria-current={conversation.id === currentId}
              onClick={() => onOpen(conversation.id)}
            >
              <span>{conversation.title}</span>
              <span className={styles.quiet}>
                {relativeTime(Date.parse(conversation.updatedAt), { nowMs, zone, locale })}
              </span>
            </button>
            <IconButton
              label={`Delete the conversation ${conversation.title}`}
              icon={<Trash2 aria-hidden="true" />}
              onPress={() => setDeleting(conversation)}
            />
          </li>
        ))}
      </ul>
      {list.hasMore ? (
        <Button size="small" variant="quiet" onPress={() => void load(list.conversations.at(-1)?.id ?? null)}>
          Show more
        </Button>
      ) : null}
      <ConfirmDialog
        title={deleting ? `Delete “${deleting.title}”?` : 'Delete?'}
        isOpen={deleting !== null}
        onClose={() => setDeleting(null)}
        confirmLabel="Delete the conversation"
        onConfirm={() => deleting && remove(deleting)}
        isBusy={request.isBusy}
        problem={request.problem}
      >
        <p>All that was said in it goes for good. What was done to your tasks stays done.</p>
      </ConfirmDialog>
    </>
  );
}
