import { Repeat } from 'lucide-react';
import { useState } from 'react';
import { describeRecurrence } from '#core/recurrence/describe-recurrence.ts';
import type { Due } from '#core/task/due.ts';
import { LazyRepeatDialog } from '../repeat/lazy-repeat-dialog.tsx';
import { type RepeatValue, startOf } from '../repeat/repeat-value.ts';
import { useRepeatClock } from '../repeat/use-repeat-clock.ts';
import { Button } from '../ui/parts/button.tsx';

export interface DraftRepeatProps {
  due: Due | null;
  value: RepeatValue | null;
  onChange: (changed: { due?: Due; repeat: RepeatValue | null }) => void;
}

/** How a task that is being written repeats. */
export function DraftRepeat({ due, value, onChange }: DraftRepeatProps) {
  const clock = useRepeatClock();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const words = value && due ? describeRecurrence({ rule: value.rule, start: startOf(due).slice(0, 10) }) : 'Repeat';
  return (
    <>
      <Button variant="quiet" size="small" icon={<Repeat aria-hidden="true" />} onPress={() => setOpen(true)}>
        {words}
      </Button>
      {isOpen ? (
        <LazyRepeatDialog
          title="Repeat"
          due={due}
          value={value}
          clock={clock}
          onClose={close}
          onSave={({ due: start, ...repeat }) => {
            onChange({ due: start, repeat });
            close();
          }}
          onRemove={
            value
              ? () => {
                  onChange({ repeat: null });
                  close();
                }
              : undefined
          }
        />
      ) : null}
    </>
  );
}
