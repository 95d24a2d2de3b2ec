import { useMemo, useState } from 'react';
import type { CapturedLine } from '#core/capture/capture-lines.ts';
import { toInstant } from '#core/instant.ts';
import type { CaptureContext, Part, Span, SuggestedDate } from '#core/language/capture.ts';
import { phraseSettings } from '#core/settings/phrase-settings.ts';
import { useWorkspace } from '../../shell/workspace.tsx';
import { type Said, saidBy } from './said.ts';
import { acceptPart, followText, NO_EDITS, rejectPart, restoreSpan, swapPart, type TextEdits } from './text-edits.ts';
import type { TextReader } from './use-text-reader.ts';

/** A line as it was understood, and what its task will be. */
export interface ReadLine extends CapturedLine {
  said: Said;
}

/** How texts are read here: in the language and zone of the settings, with the lists there are. */
export function useReadText() {
  const { overview, lists, nowMs } = useWorkspace();
  const { settings } = overview;
  return useMemo(() => {
    const open = lists.filter(({ archivedAt }) => archivedAt === null);
    const context: CaptureContext = {
      now: toInstant(nowMs),
      ...phraseSettings(settings),
      lists: open.map(({ name }) => name),
    };
    return (reader: TextReader, text: string, edits: TextEdits): ReadLine[] =>
      reader.captureLines(text, { ...context, ...edits }).map((line) => ({
        ...line,
        said: saidBy(line.capture, reader.capturedTask(line.capture), open),
      }));
  }, [lists, nowMs, settings]);
}

/** A text that is being written, and what was said of its words. */
export function useCapturedText(first = '') {
  const [{ text, edits }, setState] = useState({ text: first, edits: NO_EDITS });
  const actions = useMemo(() => {
    const edit = (change: (edits: TextEdits) => TextEdits) =>
      setState((before) => ({ ...before, edits: change(before.edits) }));
    return {
      write: (next: string) =>
        setState((before) => ({
          text: next,
          edits: next === '' ? NO_EDITS : followText(before.edits, before.text, next),
        })),
      clear: () => setState({ text: '', edits: NO_EDITS }),
      reject: (part: Part) => edit((before) => rejectPart(before, part)),
      accept: (part: Part, offered?: readonly SuggestedDate[]) => edit((before) => acceptPart(before, part, offered)),
      swap: (part: Part) => edit((before) => swapPart(before, part)),
      restore: (span: Span) => edit((before) => restoreSpan(before, span)),
    };
  }, []);
  return { text, edits, ...actions };
}
