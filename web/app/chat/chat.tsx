import { useEffect, useRef, useState } from 'react';
import { Button } from '../ui/parts/button.tsx';
import { VisuallyHidden } from '../ui/parts/visually-hidden.tsx';
import styles from './chat.module.css';
import type { ShownTurn } from './chat-store.ts';
import { outcomeWords } from './chat-words.ts';
import { Composer } from './composer.tsx';
import { finishedSentences } from './finished-sentences.ts';
import { TurnView } from './turn-view.tsx';
import { answersYes } from './typed-yes.ts';
import { chatStore, useChat } from './use-chat.ts';

/** What one can say, by what it is good for; a press puts it into the box. */
const examples = [
  'what is overdue?',
  'add water the plants every sunday at 10 #home',
  'move the dentist to next friday at 3',
  'finish the second one',
  'remind me 30 minutes before',
  'delete everything tagged old',
  'what did I finish this week?',
  'undo that',
];

/** The conversation of this window, wherever it is shown. */
export function Chat({ isFocused = false }: { isFocused?: boolean }) {
  const { conversationId, phase, turns, hasEarlier, problem } = useChat();
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const isRunning = turns.some((turn) => turn.isRunning);
  const last = turns.at(-1);
  const happened = last?.events.length ?? 0;
  useEffect(() => {
    if (isFocused) input.current?.focus();
  }, [isFocused]);
  useEffect(() => {
    if (turns.length > 0 || happened > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [turns.length, happened]);
  const say = () => {
    const said = text.trim();
    if (said === '' || isRunning) return;
    setText('');
    if (answersYes(said)) return;
    void chatStore.say({ text: said }, said);
  };
  return (
    <div className={styles.chat}>
      <div className={styles.thread}>
        {phase === 'failed' ? (
          <p className={styles.trouble}>{problem?.detail ?? 'The conversation could not be read.'}</p>
        ) : null}
        {phase === 'loading' ? (
          <p role="status" className={styles.quiet}>
            Looking for the conversation…
          </p>
        ) : null}
        {hasEarlier ? (
          <Button size="small" variant="quiet" onPress={() => void chatStore.loadEarlier()}>
            Show what was said before
          </Button>
        ) : null}
        {turns.length === 0 && phase === 'ready' ? (
          <Empty
            onExample={(example) => {
              setText(example);
              input.current?.focus();
            }}
          />
        ) : (
          <ol className={styles.turns} aria-label="Conversation">
            {turns.map((turn) => (
              <TurnView key={turn.key} turn={turn} conversationId={conversationId} isLatest={turn === last} />
            ))}
          </ol>
        )}
        <div ref={end} className={styles.end} />
      </div>
      <div className={styles.foreground}>
        <Composer
          text={text}
          onText={setText}
          onSay={say}
          onStop={() => void chatStore.stop()}
          isRunning={isRunning}
          last={last?.text ?? null}
          inputRef={input}
        />
      </div>
      <Spoken turn={last ?? null} />
    </div>
  );
}

function Empty({ onExample }: { onExample: (example: string) => void }) {
  return (
    <div className={styles.empty}>
      <p>
        Say it in your words. Tasks are found, changed and planned as you say, without any model, and every turn can be
        taken back.
      </p>
      <ul className={styles.examples} aria-label="Things to say">
        {examples.map((example) => (
          <li key={example}>
            <button type="button" className={styles.example} onClick={() => onExample(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The answer for who listens: only what is finished, each thing once. */
function Spoken({ turn }: { turn: ShownTurn | null }) {
  // What stood there when the page came is read as a page is.
  const [first] = useState(turn?.key ?? null);
  const sentences = turn === null || turn.key === first ? [] : spokenOf(turn);
  return (
    <VisuallyHidden>
      <span role="log" aria-live="polite" aria-label="Answer">
        {sentences.map((sentence, index) => (
          <span key={`${turn?.key}${index}`}>{sentence} </span>
        ))}
      </span>
    </VisuallyHidden>
  );
}

function spokenOf({ events, isRunning }: ShownTurn): string[] {
  return events.flatMap((event, index) => {
    const isWhole = !isRunning || index < events.length - 1;
    if (event.type === 'text') return finishedSentences(event.text, isWhole);
    if (event.type === 'tool') return outcomeWords(event) ?? [];
    if (event.type === 'choices') return event.choices.map(({ label }, at) => `${at + 1}: ${label}.`);
    return event.type === 'error' ? event.detail : [];
  });
}
