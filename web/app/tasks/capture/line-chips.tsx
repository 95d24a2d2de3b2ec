import { memo, type RefObject } from 'react';
import type { Due } from '#core/task/due.ts';
import { useWorkspace } from '../../shell/workspace.tsx';
import { VisuallyHidden } from '../../ui/parts/visually-hidden.tsx';
import { PartChips } from './part-chips.tsx';
import type { Aspect } from './reading-words.ts';
import type { CapturedLine, Understood } from './use-capture-line.ts';

export interface LineChipsProps extends Pick<CapturedLine, 'reject' | 'accept' | 'swap' | 'restore'> {
  understood: Understood;
  /** What the task will be due, which reminders count from. */
  due: Due | null;
  overruled?: ReadonlySet<Aspect> | undefined;
  /** Where the line is written: a press on what was understood leaves the focus there. */
  input: RefObject<HTMLInputElement | null>;
}

/**
 * What was understood of the line that is being written, with what can be done about it. Drawn again only when that
 * changed, as few keys do.
 */
export const LineChips = memo(function LineChips({
  understood: { parts, rejected },
  due,
  overruled,
  input,
  reject,
  accept,
  swap,
  restore,
}: LineChipsProps) {
  const { overview, lists, nowMs } = useWorkspace();
  const last = rejected.at(-1);
  const stay = <Subject,>(act: (subject: Subject) => void) => {
    return (subject: Subject) => {
      act(subject);
      input.current?.focus();
    };
  };
  return (
    <>
      <PartChips
        parts={parts}
        rejected={rejected}
        overruled={overruled}
        context={{
          settings: overview.settings,
          nowMs,
          due,
          isList: (name) => lists.some((list) => list.name === name),
        }}
        takeKeys="Alt+Enter"
        onReject={stay(reject)}
        onAccept={stay(accept)}
        onSwap={stay(swap)}
        onRestore={stay(restore)}
      />
      <VisuallyHidden>
        <span role="status">{last ? `“${last.text}” stays text.` : ''}</span>
      </VisuallyHidden>
    </>
  );
});
