import type { Part } from '#core/language/capture.ts';
import { plainlySaid, type Said } from './said.ts';
import { useCapturedText, useReadText } from './use-captured-text.ts';
import { useOtherDates } from './use-other-dates.ts';
import { loadTextReader, useTextReader } from './use-text-reader.ts';

/** A line that a task is being written into, as it is understood while it is written. */
export function useCaptureLine() {
  const reader = useTextReader();
  const readText = useReadText();
  const captured = useCapturedText();
  const { text, edits } = captured;
  const [own] = reader ? readText(reader, text, edits) : [];
  const others = useOtherDates(text, own?.capture);
  const offered = { ...edits, suggested: [...edits.suggested, ...others] };
  const [line] = reader && others.length > 0 ? readText(reader, text, offered) : [own];
  return {
    ...captured,
    accept: (part: Part) => captured.accept(part, others),
    parts: line?.capture.parts ?? [],
    said: line?.said ?? plainlySaid(text),
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
