import { useState } from 'react';
import type { Due } from '#core/task/due.ts';
import { Button } from '../ui/parts/button.tsx';
import { Dialog } from '../ui/parts/dialog.tsx';
import { GuideLink } from '../ui/parts/guide-link.tsx';
import styles from './repeat-dialog.module.css';
import { RepeatForm } from './repeat-form.tsx';
import { firstRepeatState, outcomeOf, type RepeatClock } from './repeat-state.ts';
import type { RepeatValue } from './repeat-value.ts';

export interface SavedRepeat extends RepeatValue {
  /** What it is first due. */
  due: Due;
}

export interface RepeatDialogProps {
  title: string;
  due: Due | null;
  /** How it repeats already; null when it does not. */
  value: RepeatValue | null;
  clock: RepeatClock;
  onSave: (saved: SavedRepeat) => void;
  /** Takes the repeating away again, where that is offered. */
  onRemove?: (() => void) | undefined;
  onClose: () => void;
}

/** Asks how something repeats. Loaded when first asked for, since it brings the whole calendar of rules along. */
export default function RepeatDialog({ title, due, value, clock, onSave, onRemove, onClose }: RepeatDialogProps) {
  const [state, setState] = useState(() => firstRepeatState(due, value, clock));
  const outcome = outcomeOf(state, clock);
  return (
    <Dialog
      title={title}
      size="large"
      isOpen
      onClose={onClose}
      footer={
        <>
          <div className={styles.start}>
            <GuideLink to="/guide/repeats">How repeats work</GuideLink>
            {onRemove ? (
              <Button variant="quiet" onPress={onRemove}>
                Do not repeat
              </Button>
            ) : null}
          </div>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={outcome.preview === null}
            onPress={() => {
              if (outcome.preview) onSave({ due: state.due, rule: outcome.preview.rule, trigger: state.trigger });
            }}
          >
            Save
          </Button>
        </>
      }
    >
      <RepeatForm state={state} onChange={setState} outcome={outcome} clock={clock} />
    </Dialog>
  );
}
