import { useState } from 'react';
import { TextField } from '../parts/text-field.tsx';
import type { DueParts } from './due-value.ts';
import { readTypedDate, type TypedDate, typedDateExample } from './read-typed-date.ts';

export interface TypedDueProps {
  value: DueParts | null;
  today: string;
  locale: string;
  onRead: (typed: TypedDate) => void;
}

/** A date by typing it; Enter takes it. */
export function TypedDue({ value, today, locale, onRead }: TypedDueProps) {
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const example = typedDateExample(value?.date ?? today, locale);
  return (
    <TextField
      label="Date, or date and time"
      isLabelHidden
      placeholder={`Type a date, such as ${example}`}
      autoComplete="off"
      value={text}
      error={isWrong ? `Write it as ${example} or ${value?.date ?? today}, then a time if you like.` : undefined}
      onChange={(next) => {
        setText(next);
        setWrong(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || text.trim() === '') return event.continuePropagation();
        event.preventDefault();
        const typed = readTypedDate(text, { today, chosen: value?.date ?? null, locale });
        if (typed) onRead(typed);
        else setWrong(true);
      }}
    />
  );
}
