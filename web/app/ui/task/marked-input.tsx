import { type ComponentProps, type Ref, useEffect, useMemo, useRef } from 'react';
import styles from './marked-input.module.css';

/** Words to be marked, in UTF-16 offsets. */
export interface Mark {
  start: number;
  end: number;
  tone: 'when' | 'reminders' | 'tag' | 'list' | 'priority';
  /** Only offered: underlined, not filled. */
  isGuess: boolean;
}

export interface MarkedInputProps extends Omit<ComponentProps<'input'>, 'ref' | 'value' | 'className' | 'dir'> {
  value: string;
  marks: readonly Mark[];
  inputRef?: Ref<HTMLInputElement> | undefined;
}

/**
 * A text field whose words are marked while one types. The text is the input's own, so the caret, composing, selecting
 * and undoing are the browser's; the marks lie under it, in a copy of the text that shows nothing else.
 */
export function MarkedInput({ value, marks, inputRef, onSelect, ...props }: MarkedInputProps) {
  const input = useRef<HTMLInputElement | null>(null);
  const under = useRef<HTMLSpanElement>(null);
  // A text longer than the field scrolls in it; not every browser tells when. Asked before the next picture is drawn, where
  // everything has its place anyway: asked at once, everything would be placed twice.
  const soon = useMemo(() => {
    let isAsked = false;
    const align = () => {
      isAsked = false;
      if (under.current && input.current) under.current.scrollLeft = input.current.scrollLeft;
    };
    return () => {
      if (!isAsked) requestAnimationFrame(align);
      isAsked = true;
    };
  }, []);
  useEffect(() => {
    const box = input.current;
    if (!box) return;
    const events = ['scroll', 'input', 'keydown', 'pointermove', 'focus', 'blur'] as const;
    for (const event of events) box.addEventListener(event, soon);
    return () => {
      for (const event of events) box.removeEventListener(event, soon);
    };
  }, [soon]);
  useEffect(soon);
  return (
    <span className={styles.box}>
      <span ref={under} className={styles.under} aria-hidden="true" dir="auto">
        {piecesOf(value, marks).map(({ start, text, mark }) =>
          mark ? (
            <mark key={start} className={styles.mark} data-tone={mark.tone} data-guess={mark.isGuess || undefined}>
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </span>
      <input
        {...props}
        ref={(element) => {
          input.current = element;
          if (typeof inputRef === 'function') inputRef(element);
          else if (inputRef) inputRef.current = element;
        }}
        className={styles.input}
        dir="auto"
        value={value}
        onSelect={(event) => {
          soon();
          onSelect?.(event);
        }}
      />
    </span>
  );
}

interface Piece {
  start: number;
  text: string;
  mark: Mark | null;
}

/** The text in pieces, marked ones and others; of marks that overlap the first counts. */
function piecesOf(text: string, marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const mark of marks.toSorted((a, b) => a.start - b.start)) {
    const end = Math.min(mark.end, text.length);
    if (mark.start < at || end <= mark.start) continue;
    if (mark.start > at) pieces.push({ start: at, text: text.slice(at, mark.start), mark: null });
    pieces.push({ start: mark.start, text: text.slice(mark.start, end), mark });
    at = end;
  }
  if (at < text.length) pieces.push({ start: at, text: text.slice(at), mark: null });
  return pieces;
}
