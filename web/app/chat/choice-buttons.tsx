import type { Choice } from '#core/chat/choice.ts';
import { Button } from '../ui/parts/button.tsx';
import styles from './chat.module.css';
import { chatStore } from './use-chat.ts';

export interface ChoiceButtonsProps {
  choices: readonly Choice[];
  turnId: string | null;
  /** The place of the first of them among all choices of the turn. */
  first: number;
  isOpen: boolean;
}

/** Answers to a question: pressed here, or said. */
export function ChoiceButtons({ choices, turnId, first, isOpen }: ChoiceButtonsProps) {
  const pick = (index: number, utterance: string) => {
    if (turnId !== null) void chatStore.say({ choice: { turnId, index } }, utterance);
  };
  return (
    <ul className={styles.choices}>
      {choices.map(({ label, detail, utterance }, index) => (
        <li key={`${index}${label}`}>
          {isOpen ? (
            <Button size="small" onPress={() => pick(first + index, utterance)}>
              {label}
              {detail === null ? null : <span className={styles.detail}> {detail}</span>}
            </Button>
          ) : (
            <span className={styles.past}>{label}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
