import { useState } from 'react';
import { MarkedInput } from '#web/app/ui/task/marked-input.tsx';
import { QuickAdd } from '#web/app/ui/task/quick-add.tsx';

const SAMPLE = 'Pay rent tomorrow #home';

export function SampleQuickAdd() {
  const [text, setText] = useState('');
  const marks = [
    { start: 9, end: 17, tone: 'when', isGuess: false },
    { start: 18, end: 23, tone: 'tag', isGuess: false },
  ] as const;
  return (
    <QuickAdd
      isEmpty={text === ''}
      onSubmit={() => setText('')}
      keys="c"
      line={
        <MarkedInput
          value={text}
          marks={text === SAMPLE ? marks : []}
          aria-label="Add a task"
          placeholder={SAMPLE}
          onChange={({ target }) => setText(target.value)}
        />
      }
    />
  );
}
