import { useCallback, useMemo } from 'react';
import type { Part, Span } from '#core/language/capture.ts';
import { plainlySaid, type Said, type SaidBesides } from './said.ts';
import { useCapturedText, useReadText } from './use-captured-text.ts';
import { useKept } from './use-kept.ts';
import { useOtherDates } from './use-other-dates.ts';
import { loadTextReader, useTextReader } from './use-text-reader.ts';

/** What was understood of a line. The same object as long as that is the same: most keys change the title alone. */
export interface Understood {
  readonly parts: readonly Part[];
  /** Words that were given back. */
  readonly rejected: readonly { span: Span; text: string }[];
  readonly besides: SaidBesides;
}

const NO_PARTS: readonly Part[] = [];

/** A line that a task is being written into, as it is understood while it is written. */
export function useCaptureLine() {
  const reader = useTextReader();
  const readText = useReadText();
  const captured = useCapturedText();
  const { text, edits, accept } = captured;
  const own = useMemo(() => reader && readText(reader, text, edits)[0], [reader, readText, text, edits]);
  const others = useOtherDates(text, own?.capture);
  const line = useMemo(() => {
    if (!reader || others.length === 0) return own;
    return readText(reader, text, { ...edits, suggested: [...edits.suggested, ...others] })[0];
  }, [reader, readText, text, edits, own, others]);
  const said = line?.said ?? plainlySaid(text);
  const { title: _, ...besides } = said;
  const understood: Understood = useKept({
    parts: line?.capture.parts ?? NO_PARTS,
    rejected: edits.rejected.map((span) => ({ span, text: text.slice(span.start, span.end) })),
    besides,
  });
  return {
    ...captured,
    accept: useCallback((part: Part) => accept(part, others), [accept, others]),
    understood,
    parts: understood.parts,
    said,
    /** The tasks it asks for. Typed before what reads it had come it waits for that; if that cannot come, the words are a title. */
    async finish(): Promise<Said[]> {
      if (line) return [line.said];
      return await loadTextReader().then(
        (loaded) => readText(loaded, text, edits).map((each) => each.said),
        () => [plainlySaid(text)],
      );
    },
  };
}

export type CapturedLine = ReturnType<typeof useCaptureLine>;
