import { type ReactNode, type Ref, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Due } from '#core/task/due.ts';
import { useWorkspace } from '../../shell/workspace.tsx';
import { QuickAdd } from '../../ui/task/quick-add.tsx';
import { CaptureLine } from './capture-line.tsx';
import { LineChips } from './line-chips.tsx';
import { PastePreview } from './paste-preview.tsx';
import type { Aspect } from './reading-words.ts';
import type { Said, SaidBesides } from './said.ts';
import { tooMuch } from './too-much.ts';
import { useCaptureLine } from './use-capture-line.ts';

/** What a task will have that the line does not say, or says otherwise. */
export interface Around {
  due: Due | null;
  /** What has the last word where the line says otherwise. */
  overruled?: ReadonlySet<Aspect>;
  /** In words, what is to be known of it. */
  note?: string | undefined;
  fields?: ReactNode;
}

export interface CaptureBoxProps {
  label: string;
  /** The key that leads here. */
  keys?: string;
  size?: 'small' | 'large';
  inputRef?: Ref<HTMLInputElement>;
  aroundOf: (said: SaidBesides) => Around;
  onAdd: (all: readonly Said[]) => void;
}

/**
 * The box a task is written into, wherever it is: what is typed is understood while it is typed, each part can be given
 * back, and Enter adds exactly what is shown. It stays open for the next.
 */
export function CaptureBox({ label, keys, size = 'large', inputRef, aroundOf, onAdd }: CaptureBoxProps) {
  const { lists, tags, live } = useWorkspace();
  const line = useCaptureLine();
  const { text, edits, said, reject, accept, swap, restore } = line;
  const [pasted, setPasted] = useState<string | null>(null);
  const input = useRef<HTMLInputElement | null>(null);
  // What is typed does not wait for what is shown around it: that is drawn right after.
  const understood = useDeferredValue(line.understood);
  const { due, overruled, note, fields } = useMemo(() => aroundOf(understood.besides), [aroundOf, understood]);
  const known = useMemo(() => {
    const open = overruled?.has('list') ? [] : lists.filter(({ archivedAt }) => archivedAt === null);
    return { tags: tags.map(({ tag }) => tag), lists: open.map(({ name }) => name) };
  }, [tags, lists, overruled]);
  const problem = tooMuch(said);

  const submit = () => {
    if (text.trim() === '' || problem !== null) return;
    line.clear();
    void line.finish().then(onAdd);
  };
  return (
    <>
      <QuickAdd
        isEmpty={text === ''}
        onSubmit={submit}
        keys={keys}
        size={size}
        line={
          <CaptureLine
            label={label}
            text={text}
            parts={line.parts}
            known={known}
            inputRef={(element) => {
              input.current = element;
              if (typeof inputRef === 'function') inputRef(element);
              else if (inputRef) inputRef.current = element;
            }}
            onChange={line.write}
            onReject={reject}
            onAccept={accept}
            onName={(word) => {
              for (const span of edits.rejected) if (span.start < word.end && word.start < span.end) restore(span);
            }}
            onLines={setPasted}
          />
        }
        parts={
          <LineChips
            understood={understood}
            due={due}
            overruled={overruled}
            input={input}
            reject={reject}
            accept={accept}
            swap={swap}
            restore={restore}
          />
        }
        reading={
          live === 'offline'
            ? 'You are offline. What you write here can be added when you are back.'
            : (problem ?? note)
        }
        fields={fields}
      />
      {pasted === null ? null : (
        <PastePreview
          text={pasted}
          onAdd={(all) => {
            onAdd(all);
            setPasted(null);
          }}
          onOneLine={(one) => {
            line.write(text + one);
            setPasted(null);
          }}
          onClose={() => setPasted(null)}
        />
      )}
    </>
  );
}
