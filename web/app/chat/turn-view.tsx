import { Search, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Link, useRevalidator } from 'react-router';
import type { ChatEvent } from '#core/chat/chat-event.ts';
import { undoAll } from '../routes/activity/use-undo.ts';
import { Button } from '../ui/parts/button.tsx';
import { Spinner } from '../ui/parts/spinner.tsx';
import { VisuallyHidden } from '../ui/parts/visually-hidden.tsx';
import { AnswerText } from './answer-text.tsx';
import styles from './chat.module.css';
import type { ShownTurn } from './chat-store.ts';
import { engineWords } from './chat-words.ts';
import { ChoiceButtons } from './choice-buttons.tsx';
import { SentDisclosure } from './sent-disclosure.tsx';
import { ToolCard } from './tool-card.tsx';

export interface TurnViewProps {
  turn: ShownTurn;
  conversationId: string | null;
  /** Its choices can be picked: nothing was said since. */
  isLatest: boolean;
}

/** Something said, and everything that came of it. */
export function TurnView({ turn, conversationId, isLatest }: TurnViewProps) {
  const { events, isRunning, problem } = turn;
  const engine = events.findLast((event) => event.type === 'engine');
  const done = events.find((event) => event.type === 'done');
  let choices = 0;
  return (
    <li className={styles.turn}>
      <p className={styles.said}>
        <VisuallyHidden>You: </VisuallyHidden>
        {turn.text}
      </p>
      <div className={styles.answer}>
        {inOrder(events, engine?.engine ?? null).map((event, index) => {
          const first = choices;
          if (event.type === 'choices') choices += event.choices.length;
          return (
            <Happening
              key={`${index}${event.type}`}
              event={event}
              turn={turn}
              firstChoice={first}
              isLatest={isLatest}
            />
          );
        })}
        {isRunning && !events.some(({ type }) => type === 'tool' || type === 'text') ? (
          <p className={styles.quiet}>
            <Spinner /> Thinking…
          </p>
        ) : null}
        {problem ? (
          <p className={styles.trouble}>
            {problem.status === 0
              ? 'The connection broke off. What was done by then stands.'
              : `${problem.title}. ${problem.detail}`}
          </p>
        ) : null}
        <div className={styles.foot}>
          {engine ? <span>{engineWords(engine)}</span> : null}
          {done?.end === 'stopped' ? <span>Stopped</span> : null}
          {done && done.correlationIds.length > 0 ? <UndoTurn correlationIds={done.correlationIds} /> : null}
          {turn.id !== null && conversationId !== null && wasSent(turn) && !isRunning ? (
            <SentDisclosure conversationId={conversationId} turnId={turn.id} />
          ) : null}
        </div>
      </div>
    </li>
  );
}

/** Also when the model that it went to failed, and somebody else answered. */
function wasSent({ isSent, events }: ShownTurn): boolean {
  return isSent ?? events.some((event) => event.type === 'engine' && event.engine !== 'pocket');
}

interface HappeningProps {
  event: ChatEvent;
  turn: ShownTurn;
  firstChoice: number;
  isLatest: boolean;
}

function Happening({ event, turn, firstChoice, isLatest }: HappeningProps) {
  switch (event.type) {
    case 'text':
      return <AnswerText text={event.text} isMarkdown={event.isMarkdown} />;
    case 'tool':
      return <ToolCard event={event} isRunning={turn.isRunning} isLatest={isLatest} />;
    case 'query':
      return (
        <p className={styles.query}>
          <Search aria-hidden="true" />
          <Link to={`/all?${new URLSearchParams({ search: event.query })}`} className="link">
            {event.query}
          </Link>
          {event.total === null ? null : <span>{event.total}</span>}
        </p>
      );
    case 'choices':
      return (
        <ChoiceButtons
          choices={event.choices}
          turnId={turn.id}
          first={firstChoice}
          isOpen={isLatest && !turn.isRunning}
        />
      );
    case 'error':
      return <p className={styles.trouble}>{event.detail}</p>;
    case 'engine':
      return breaksOff(event, turn.events) ? (
        <p className={styles.quiet}>The model broke off here. What follows is answered without it.</p>
      ) : null;
    case 'done':
      return null;
  }
}

/** Takes back all that a turn did, the latest first. */
function UndoTurn({ correlationIds }: { correlationIds: readonly string[] }) {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ text: string; isRefused: boolean } | null>(null);
  const { revalidate } = useRevalidator();
  const undo = async () => {
    setBusy(true);
    let last = { text: '', isRefused: false };
    for (const id of correlationIds) {
      last = await undoAll(id);
      if (last.isRefused) break;
    }
    setOutcome(last);
    await revalidate();
    setBusy(false);
  };
  return (
    <>
      {outcome === null || outcome.isRefused ? (
        <Button
          size="small"
          variant="quiet"
          icon={<Undo2 aria-hidden="true" />}
          isBusy={isBusy}
          onPress={() => void undo()}
        >
          Undo
        </Button>
      ) : null}
      <span role="status">{outcome?.text}</span>
    </>
  );
}

/** Whether somebody else takes over in the middle of what a model was saying: half a sentence is not to be taken for an answer. */
function breaksOff(event: ChatEvent, events: readonly ChatEvent[]): boolean {
  const before = events.slice(0, events.indexOf(event));
  return before.some(({ type }) => type === 'engine') && before.some(({ type }) => type === 'text');
}

/** Who answers without a model says in one piece what its cards show, which then stand below the words. */
function inOrder(events: readonly ChatEvent[], engine: string | null): readonly ChatEvent[] {
  if (engine !== 'pocket') return events;
  const from = events.findLastIndex(({ type }) => type === 'engine') + 1;
  const own = events.slice(from).toSorted((a, b) => Number(b.type === 'text') - Number(a.type === 'text'));
  return [...events.slice(0, from), ...own];
}
