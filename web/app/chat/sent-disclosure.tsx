import { useState } from 'react';
import type { Sent } from '#core/chat/sent.ts';
import { Button } from '../ui/parts/button.tsx';
import styles from './chat.module.css';
import { chatApi } from './chat-api.ts';

/** Every word that went to a model for a turn, on request. */
export function SentDisclosure({ conversationId, turnId }: { conversationId: string; turnId: string }) {
  const [isOpen, setOpen] = useState(false);
  const [sent, setSent] = useState<Sent | string | null>(null);
  const toggle = async () => {
    setOpen(!isOpen);
    if (isOpen || sent !== null) return;
    const answer = await chatApi.sent(conversationId, turnId);
    if (answer.isOk) setSent(answer.value);
    else setSent(answer.problem.code === 'not_found' ? 'Nothing was sent.' : answer.problem.detail);
  };
  return (
    <>
      <Button size="small" variant="quiet" aria-expanded={isOpen} onPress={() => void toggle()}>
        What was sent
      </Button>
      {isOpen ? (
        <div className={styles.sent}>
          {sent === null ? <p>Looking…</p> : typeof sent === 'string' ? <p>{sent}</p> : <Messages sent={sent} />}
        </div>
      ) : null}
    </>
  );
}

function Messages({ sent: { to, messages, tools, requests, tokens } }: { sent: Sent }) {
  return (
    <>
      <p>
        {`To ${to.model} at ${to.host}, in ${requests} ${requests === 1 ? 'request' : 'requests'}, ${tokens} tokens. With the tools ${tools.join(', ')}.`}
      </p>
      <section aria-label="What was sent">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key. */}
        <pre tabIndex={0}>{messages.map((message) => JSON.stringify(message, null, 2)).join('\n')}</pre>
      </section>
    </>
  );
}
