import type { Capture, CaptureContext, Span } from '../language/capture.ts';
import { parseCapture } from '../language/parse-capture.ts';

/** A line of a text, and the task it asks for; its parts stand where they are in the whole text. */
export interface CapturedLine extends Span {
  readonly capture: Capture;
}

const LINE = /[^\n\r\u2028\u2029]+/gu;

/** What begins a line of a list, as it is pasted from a document: `- `, `* [ ] `. */
const BULLET = /^\s*[-*•]\s+(?:\[[ xX]\]\s+)?(?=\S)/u;

/**
 * The lines of a text that say something. Tabs count as spaces, for a title has none; where there are several lines, the
 * mark of a list at the beginning of one is none of it.
 */
export function linesOf(text: string): (Span & { text: string })[] {
  const lines = [...text.matchAll(LINE)].filter(([raw]) => raw.trim() !== '');
  return lines.map(({ 0: raw, index }) => {
    const bullet = lines.length > 1 ? (BULLET.exec(raw)?.[0].length ?? 0) : 0;
    return { start: index + bullet, end: index + raw.length, text: raw.slice(bullet).replaceAll('\t', ' ') };
  });
}

/**
 * Reads a text of several lines as several tasks.
 *
 * @param context spans in it are those of the whole text
 */
export function captureLines(text: string, context: CaptureContext): CapturedLine[] {
  const { rejected = [], accepted = [], swapped = [], suggested = [] } = context;
  return linesOf(text).map((line) => {
    const inLine = <Place extends Span>(places: readonly Place[]) => places.flatMap((place) => within(place, line));
    const said = { rejected: inLine(rejected), accepted: inLine(accepted), swapped: inLine(swapped) };
    const own = { ...said, suggested: inLine(suggested) };
    const capture = parseCapture(line.text, { ...context, ...own });
    const parts = capture.parts.map((part) => ({ ...part, ...moved(part, line.start) }));
    return { start: line.start, end: line.end, capture: { ...capture, parts } };
  });
}

function within<Place extends Span>(place: Place, line: Span): Place[] {
  const cut = { start: Math.max(place.start, line.start), end: Math.min(place.end, line.end) };
  return cut.start < cut.end ? [{ ...place, ...moved(cut, -line.start) }] : [];
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
