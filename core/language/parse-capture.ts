import { toEpochMs } from '../instant.ts';
import type { Due } from '../task/due.ts';
import { type Candidate, kindOf } from './capture/candidate.ts';
import { collect, overlap, spanOf, withDeadlines } from './capture/collect.ts';
import { combine, type Meant } from './capture/combine.ts';
import { cutSpans, titleWithout } from './capture/cut.ts';
import { judge } from './capture/judge.ts';
import { settle } from './capture/settle.ts';
import { suggestedAt } from './capture/suggested.ts';
import type { Capture, CaptureContext, Part, PartReading, Span } from './capture.ts';
import { type Frame, frameOf } from './frame.ts';
import type { Scan } from './grammar/reader.ts';
import { grammarOf } from './locales/grammar-of.ts';

/**
 * Reads one line of text as the task it asks for: what it is called, when it is due, how it repeats, when it reminds, its
 * tags, list and priority.
 *
 * The line is cut into tokens; readers collect what may be an instruction; position and grammar tell what is meant as
 * one; what is sure is taken out of the title. A line that says nothing but instructions is a title, for a task needs one.
 */
export function parseCapture(text: string, context: CaptureContext): Capture {
  const grammar = grammarOf(context.locale);
  const frame = frameOf(toEpochMs(context.now), context.zone, context);
  const scan = grammar.scan(text, frame);
  const { lists = [], rejected = [], accepted = [], swapped = [], suggested = [] } = context;
  const found = withDeadlines(collect(text, scan, grammar, { lists, rejected, accepted }));
  const choose = (each: Candidate): Candidate => {
    const span = spanOf(scan, each.start, each.end);
    const isAccepted = accepted.some((other) => overlap(span, other));
    const chosen = swapped.some((other) => overlap(span, other)) ? swap(each) : each;
    return isAccepted ? { ...chosen, form: 'token' as const } : chosen;
  };
  const open = suggested.filter((each) => !rejected.some((other) => overlap(each, other)));
  const offers = suggestedAt(open, scan, found).map(choose);
  // What another reader says counts for nothing before the user takes it.
  const taken = offers.filter(({ form }) => form === 'token');
  const candidates = [...found.map(choose), ...taken].sort((a, b) => a.start - b.start);
  const settled = settle(judge(candidates, scan, grammar, rejected));
  const all = combine(settled, frame);
  // A rule that never occurs is none.
  const sure = all.recurrence === null ? settled.filter((each) => !isRepeat(each)) : settled;
  const spans = cutSpans(sure, scan, grammar);
  const title = titleWithout(text, [...spans.values()]);
  const isTitled = title !== '';
  const instructions = isTitled ? sure : [];
  const meant = instructions === settled ? all : combine(instructions, frame);
  const view: View = { text, scan, frame, instructions, meant };
  const understood = instructions.map((each) => toPart(view, each, spans.get(each) ?? null));
  const kept = new Set(instructions);
  const offered = offers.filter((each) => !taken.includes(each));
  const guesses = [...candidates, ...offered]
    .filter((each) => !kept.has(each) && !isHardlyDate(each))
    .slice(0, MAX_GUESSES);
  const parts = [...understood, ...guesses.map((each) => toPart(view, each, null))].filter((part) => part !== null);
  return { title: isTitled ? title : text.trim(), parts: parts.sort((a, b) => a.start - b.start), ...meant };
}

/** More than anybody can be asked about one line. */
const MAX_GUESSES = 20;

interface View {
  readonly text: string;
  readonly scan: Scan;
  readonly frame: Frame;
  readonly instructions: readonly Candidate[];
  readonly meant: Meant;
}

/** Nobody needs to hear that a fraction is no date. */
function isHardlyDate({ sense, form }: Candidate): boolean {
  return sense.kind === 'impossible' && form === 'guess';
}

function isRepeat({ sense }: Candidate): boolean {
  return sense.kind === 'recurrence';
}

function swap(candidate: Candidate): Candidate {
  const { sense } = candidate;
  if (sense.kind !== 'date' || sense.date.alternative === undefined) return candidate;
  const { date, alternative } = sense.date;
  return { ...candidate, sense: { kind: 'date', date: { ...sense.date, date: alternative, alternative: date } } };
}

/** @param cut where it was cut out of the text; null is a guess */
function toPart(view: View, candidate: Candidate, cut: Span | null): Part | null {
  const { text, scan, frame, instructions } = view;
  const span = cut ?? spanOf(scan, candidate.introduced, candidate.end);
  const all = cut ? instructions : withRoomFor(candidate, instructions);
  const reading = readingOf(candidate, cut ? view.meant : combine(all, frame));
  if (reading === null) return null;
  return {
    kind: kindOf(candidate),
    ...span,
    text: text.slice(span.start, span.end),
    confidence: cut ? 'sure' : 'guess',
    reading,
    alternative: alternativeOf(candidate, all, frame),
  };
}

/** What would hold if a guess were taken: it in the place of what it rivals with. */
function withRoomFor(candidate: Candidate, sure: readonly Candidate[]): readonly Candidate[] {
  const others = sure.filter(({ sense }) => sense.kind !== candidate.sense.kind || sense.kind === 'tag');
  return [...others, candidate];
}

function readingOf({ sense }: Candidate, { due, recurrence, reminders }: Meant): PartReading | null {
  switch (sense.kind) {
    case 'tag':
      return { kind: 'tag', tag: sense.tag };
    case 'list':
      return { kind: 'list', list: sense.list };
    case 'priority':
      return { kind: 'priority', priority: sense.priority };
    case 'reminder':
      return { kind: 'reminders', reminders };
    case 'recurrence':
      if (sense.repeat.kind === 'tooFine') return { kind: 'tooFine' };
      return recurrence && due && { kind: 'recurrence', recurrence, due };
    case 'impossible':
      return { kind: 'impossible' };
    case 'date':
    case 'time':
      return due && { kind: 'due', due };
  }
}

function alternativeOf(candidate: Candidate, all: readonly Candidate[], frame: Frame): Due | null {
  const swapped = swap(candidate);
  if (swapped === candidate) return null;
  return combine(
    all.map((each) => (each === candidate ? swapped : each)),
    frame,
  ).due;
}
