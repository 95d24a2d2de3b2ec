import { toInstant } from '#core/instant.ts';
import { previewRecurrence } from '#core/recurrence/preview-recurrence.ts';
import type { RecurrencePreview } from '#core/recurrence/recurrence-preview.ts';
import { isProblem } from '#core/recurrence/rule-problem.ts';
import type { Trigger } from '#core/series/series.ts';
import type { Due } from '#core/task/due.ts';
import { localDateAt, startOfDayEpochMs } from '#core/time/local.ts';
import { draftOfRule, firstDraft, type RepeatDraft, ruleOfDraft } from './repeat-draft.ts';
import { type RepeatValue, STANDARD_TRIGGER, startOf } from './repeat-value.ts';

const SHOWN_DATES = 10;

export interface RepeatClock {
  nowMs: number;
  /** The user's zone. */
  zone: string;
  locale: string;
  /** ISO 8601: 1 is Monday, 7 Sunday. */
  weekStart: number;
  /** The zones a time can be fixed to. */
  zones: readonly string[];
}

/** What is being put together. */
export interface RepeatState {
  due: Due;
  how: 'fields' | 'text';
  draft: RepeatDraft;
  text: string;
  trigger: Trigger;
}

/** A rule that says more than the fields can is edited as text. */
export function firstRepeatState(due: Due | null, value: RepeatValue | null, clock: RepeatClock): RepeatState {
  const first: Due = due ?? { kind: 'date', date: localDateAt(clock.nowMs, clock.zone) };
  const draft = value ? draftOfRule(value.rule, startOf(first)) : firstDraft(startOf(first));
  return {
    due: first,
    how: draft ? 'fields' : 'text',
    draft: draft ?? firstDraft(startOf(first)),
    text: value?.rule ?? '',
    trigger: value?.trigger ?? STANDARD_TRIGGER,
  };
}

/** What a state comes to: the rule as it would be saved, and its dates or what is wrong with it. */
export type RepeatOutcome =
  | { rule: string; preview: RecurrencePreview; problem: null }
  | { rule: string; preview: null; problem: string };

/** Cheap enough for every change of a field: the engine answers within milliseconds, whatever the rule. */
export function outcomeOf(state: RepeatState, clock: Pick<RepeatClock, 'zone' | 'nowMs'>): RepeatOutcome {
  const start = startOf(state.due);
  const rule = state.how === 'fields' ? ruleOfDraft(state.draft, start) : state.text;
  const zone = state.due.kind === 'fixed' ? state.due.zone : clock.zone;
  const today = localDateAt(clock.nowMs, zone);
  // Of a rule that began long ago only what is ahead is of interest.
  const after = start.slice(0, 10) < today ? toInstant(startOfDayEpochMs(today, zone) - 1) : null;
  const preview = previewRecurrence({ rule, start, zone, after, count: SHOWN_DATES });
  return isProblem(preview) ? { rule, preview: null, problem: preview.message } : { rule, preview, problem: null };
}
