import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useLayoutEffect } from 'react';
import { MAX_UTTERANCE_CHARACTERS } from '#core/chat/turn.ts';
import { IconButton } from '../ui/parts/icon-button.tsx';
import styles from './chat.module.css';

export interface ComposerProps {
  text: string;
  onText: (text: string) => void;
  onSay: () => void;
  onStop: () => void;
  isRunning: boolean;
  /** What was said last; the arrow up brings it back to be said otherwise. */
  last: string | null;
  inputRef: RefObject<HTMLTextAreaElement | null>;
}

/** The box one speaks in: Enter says it, Shift+Enter begins a line, Escape stops the answer, or leaves the box. */
export function Composer({ text, onText, onSay, onStop, isRunning, last, inputRef }: ComposerProps) {
  // As tall as what is in it. Where the browser does that itself this changes nothing.
  useLayoutEffect(() => {
    const box = inputRef.current;
    if (box === null) return;
    box.style.height = 'auto';
    if (text !== '') box.style.height = `${box.scrollHeight}px`;
  }, [text, inputRef]);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) onSay();
    else if (event.key === 'Escape') {
      // First the answer, then the box; the next one is for whoever is around it.
      if (isRunning) onStop();
      else event.currentTarget.blur();
      event.stopPropagation();
    } else if (event.key === 'ArrowUp' && text === '' && last !== null) onText(last);
    else return;
    event.preventDefault();
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        onSay();
      }}
    >
      <textarea
        ref={inputRef}
        rows={1}
        className={styles.input}
        aria-label="Say something"
        placeholder="What is to be done?"
        maxLength={MAX_UTTERANCE_CHARACTERS}
        enterKeyHint="send"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {isRunning ? (
        <IconButton label="Stop" keys="Escape" icon={<Square aria-hidden="true" />} onPress={onStop} />
      ) : (
        <IconButton
          label="Send"
          keys="Enter"
          type="submit"
          isDisabled={text.trim() === ''}
          icon={<ArrowUp aria-hidden="true" />}
        />
      )}
    </form>
  );
}
