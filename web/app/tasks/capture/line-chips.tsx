import type { RefObject } from 'react';
import type { Due } from '#core/task/due.ts';
import { useWorkspace } from '../../shell/workspace.tsx';
import { VisuallyHidden } from '../../ui/parts/visually-hidden.tsx';
import { PartChips } from './part-chips.tsx';
import type { Aspect } from './reading-words.ts';
import type { CapturedLine } from './use-capture-line.ts';

export interface LineChipsProps {
  line: CapturedLine;
  /** What the task will be due, which reminders count from. */
  due: Due | null;
  overruled?: ReadonlySet<Aspect> | undefined;
  /** Where the line is written: a press on what was understood leaves the focus there. */
  input: RefObject<HTMLInputElement | null>;
}

/** What was understood of the line that is being written, with what can be done about it. */
export function LineChips({ line, due, overruled, input }: LineChipsProps) {
  const { overview, lists, nowMs } = useWorkspace();
  const { text, edits } = line;
  const rejected = edits.rejected.map((span) => ({ span, text: text.slice(span.start, span.end) }));
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
        parts={line.parts}
        rejected={rejected}
        overruled={overruled}
        context={{
          settings: overview.settings,
          nowMs,
          due,
          isList: (name) => lists.some((list) => list.name === name),
        }}
        takeKeys="Alt+Enter"
        onReject={stay(line.reject)}
        onAccept={stay(line.accept)}
        onSwap={stay(line.swap)}
        onRestore={stay(line.restore)}
      />
      <VisuallyHidden>
        <span role="status">{last ? `“${last.text}” stays text.` : ''}</span>
      </VisuallyHidden>
    </>
  );
}
