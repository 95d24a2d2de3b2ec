import { useState } from 'react';
import { useNavigate } from 'react-router';
import { MAX_TITLE_CHARACTERS, TitleSchema } from '#core/task/task.ts';
import { newId } from '../commands/mint-id.ts';
import { nowInstant } from '../commands/now-instant.ts';
import { createTask } from '../commands/task-writes.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { Button } from '../ui/parts/button.tsx';
import { Dialog } from '../ui/parts/dialog.tsx';
import { GuideLink } from '../ui/parts/guide-link.tsx';
import { TextField } from '../ui/parts/text-field.tsx';
import styles from './repeat-dialog.module.css';
import { RepeatForm } from './repeat-form.tsx';
import { firstRepeatState, outcomeOf } from './repeat-state.ts';
import { useRepeatClock } from './use-repeat-clock.ts';

/** Asks for a task that repeats, and makes it in the inbox. */
export default function AddSeriesDialog({ onClose }: { onClose: () => void }) {
  const clock = useRepeatClock();
  const { commands } = useWorkspace();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [state, setState] = useState(() => firstRepeatState(null, null, clock));
  const outcome = outcomeOf(state, clock);
  const read = TitleSchema.safeParse(title.trim());
  const make = async () => {
    setAsked(true);
    if (!read.success || !outcome.preview) return;
    setBusy(true);
    const seriesId = newId('series');
    const { due, trigger } = state;
    const done = await commands.dispatch(
      createTask(
        { title: read.data, due, recurrence: { seriesId, rule: outcome.preview.rule, trigger } },
        { taskId: newId('task'), now: nowInstant(), viewKey: 'repeating' },
      ),
    );
    setBusy(false);
    if (done.status !== 'done') return;
    onClose();
    await navigate(`/repeating/${seriesId}`);
  };
  return (
    <Dialog
      title="New repeating task"
      size="large"
      isOpen
      onClose={onClose}
      footer={
        <>
          <div className={styles.start}>
            <GuideLink to="/guide/repeats">How repeats work</GuideLink>
          </div>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isBusy={isBusy} isDisabled={outcome.preview === null} onPress={() => void make()}>
            Make it
          </Button>
        </>
      }
    >
      <div className={styles.title}>
        <TextField
          label="Title"
          autoFocus
          autoComplete="off"
          maxLength={MAX_TITLE_CHARACTERS}
          value={title}
          error={isAsked && !read.success ? 'Say what is to be done.' : undefined}
          onChange={setTitle}
        />
      </div>
      <RepeatForm state={state} onChange={setState} outcome={outcome} clock={clock} />
    </Dialog>
  );
}
