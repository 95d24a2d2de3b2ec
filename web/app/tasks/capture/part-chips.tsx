import { RotateCcw, X } from 'lucide-react';
import type { Part, Span } from '#core/language/capture.ts';
import { dueSentence } from '../../ui/format/due-sentence.ts';
import { Kbd } from '../../ui/parts/kbd.tsx';
import styles from './part-chips.module.css';
import { type Aspect, aspectOf, isOffer, isTold, type ReadingContext, readingWords } from './reading-words.ts';

export interface PartChipsProps {
  parts: readonly Part[];
  /** Words that were given back. */
  rejected?: readonly { span: Span; text: string }[];
  /** What the fields of the box say otherwise. */
  overruled?: ReadonlySet<Aspect> | undefined;
  /** The chord that takes the first guess. */
  takeKeys?: string;
  context: ReadingContext;
  onReject: (part: Part) => void;
  onAccept: (part: Part) => void;
  onSwap: (part: Part) => void;
  onRestore?: (span: Span) => void;
}

/** What was understood, part by part, with what each means written out; what is a guess is only offered. */
export function PartChips(props: PartChipsProps) {
  const { parts, rejected = [], overruled, context, takeKeys, onReject, onAccept, onSwap, onRestore } = props;
  const sure = parts.filter(({ confidence }) => confidence === 'sure');
  const guesses = parts.filter(isOffer);
  const told = parts.filter((part) => part.confidence === 'guess' && isTold(part));
  if (parts.length === 0 && rejected.length === 0) return null;
  return (
    <ul className={styles.parts} aria-label="Understood">
      {sure.map((part) => (
        <li
          key={part.start}
          className={styles.part}
          data-tone={aspectOf(part)}
          data-overruled={overruled?.has(aspectOf(part)) || undefined}
        >
          <span className={styles.said}>
            <span className={styles.words}>{part.text}</span>
            {speaksFor(part, sure) ? <span className={styles.reading}> {readingWords(part, context)}</span> : null}
            {part.alternative ? (
              <button type="button" className={styles.other} onClick={() => onSwap(part)}>
                or {dueSentence(part.alternative, { nowMs: context.nowMs, ...context.settings })}
              </button>
            ) : null}
          </span>
          <button
            type="button"
            className={styles.remove}
            aria-label={`Keep “${part.text}” as text`}
            onClick={() => onReject(part)}
          >
            <X aria-hidden="true" />
          </button>
        </li>
      ))}
      {guesses.map((part) => (
        <li key={`guess ${part.start} ${part.kind}`} className={styles.guess}>
          <button type="button" className={styles.take} onClick={() => onAccept(part)}>
            <span className={styles.words}>{part.text}</span> as {readingWords(part, context)}?
            {takeKeys !== undefined && part === guesses[0] ? (
              <span className={styles.keys} aria-hidden="true">
                <Kbd keys={takeKeys} />
              </span>
            ) : null}
          </button>
        </li>
      ))}
      {told.map((part) => (
        <li key={`told ${part.start}`} className={styles.guess}>
          <span className={styles.words}>{part.text}</span> {readingWords(part, context)}
        </li>
      ))}
      {rejected.map(({ span, text }) => (
        <li key={`text ${span.start}`} className={styles.guess}>
          <button type="button" className={styles.take} onClick={() => onRestore?.(span)}>
            <RotateCcw aria-hidden="true" />
            <span className={styles.words}>{text}</span> stays text
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A date, a time and a rule, or several reminders, mean one thing together: one of them says it. */
function speaksFor(part: Part, sure: readonly Part[]): boolean {
  const aspect = aspectOf(part);
  if (aspect !== 'when' && aspect !== 'reminders') return true;
  const same = sure.filter((each) => aspectOf(each) === aspect);
  return (same.find(({ kind }) => kind === 'recurrence') ?? same[0]) === part;
}
