import { type Command, CommandSchema } from '#core/command/command.ts';
import { toInstant } from '#core/instant.ts';
import { describeRecurrence } from '#core/recurrence/describe-recurrence.ts';
import { slotEpochMs } from '#core/recurrence/occurrences.ts';
import { listWords } from '#core/recurrence/words.ts';
import type { Trigger } from '#core/series/series.ts';
import { slotOfDue } from '#core/series/slot-due.ts';
import type { Due } from '#core/task/due.ts';
import type { Task } from '#core/task/task.ts';
import type { Example, ExampleResult } from '#web/app/routes/guide/read-example.ts';
import { nthId } from '../ids.ts';
import { type Model, newModel, perform } from '../model.ts';
import { correctFacts, factsOf } from './facts.ts';
import { speak, understand } from './spoken-date.ts';

/** As the picker calls them. */
const TRIGGERS: Record<string, Trigger> = {
  'When done, on the next date': { kind: 'on_completion', anchor: 'due' },
  'When done, counted from that day': { kind: 'on_completion', anchor: 'completion' },
  'On its date, done or not': { kind: 'on_schedule', missed: 'latest' },
  'On its date, done or not; of missed ones every one': { kind: 'on_schedule', missed: 'all' },
  'On its date, done or not; missed ones are left out': { kind: 'on_schedule', missed: 'none' },
};

const seriesId = nthId('series', 1);
const STEP = /^(?:off until (?<off>.+)|(?<what>\w+)(?: to (?<to>.+?),)? on (?<day>.+))$/;

/**
 * The story of one task: `Rule`, `First due`, `The next one comes`, then one line for each thing that is done, in order,
 * with what is open afterwards. It goes through the same commands as a click does.
 */
export function proveSeries(example: Example): Example {
  const { get } = factsOf(example);
  const zone = get('Zone', 'Europe/Berlin');
  const start = understand(get('First due'));
  const trigger = TRIGGERS[get('The next one comes')];
  if (trigger === undefined) throw new Error(`the picker does not say “${get('The next one comes')}”`);
  const story = tell(zone, slotEpochMs(start, zone) - 7 * 86_400_000);
  story.say({
    type: 'task.create',
    taskId: nthId('task', 1),
    title: 'It',
    due: dueOf(start),
    recurrence: { seriesId, rule: get('Rule'), trigger },
  });
  const series = story.series();
  return {
    facts: correctFacts(example, {
      Repeats: describeRecurrence(series),
      Rule: series.rule,
      'First due': speak(series.start),
    }),
    results: example.results.map((line): ExampleResult => {
      const { what = '', to, day = '', off } = STEP.exec(line.given ?? '')?.groups ?? {};
      const atMs = slotEpochMs(understand(off ?? day), zone);
      if (off !== undefined) story.switchOffUntil(atMs);
      else story.act(what, to, atMs);
      const open = story.open().map(({ due }) => (due ? speak(slotOfDue(due, zone)) : 'without a due'));
      const moved = to === undefined ? '' : ` to ${speak(understand(to))},`;
      const given =
        off === undefined ? `${what}${moved} on ${speak(understand(day))}` : `off until ${speak(understand(off))}`;
      return { given, result: open.length === 0 ? 'nothing is open' : `due ${listWords(open)}`, note: line.note };
    }),
  };
}

function dueOf(slot: string): Due {
  return slot.length > 10 ? { kind: 'floating', local: slot } : { kind: 'date', date: slot };
}

function tell(zone: string, startMs: number) {
  let model: Model = newModel(zone);
  let nowMs = startMs;
  let said = 0;
  /** Id of the command that undo takes back, and of the task last worked on. */
  let lastDone: string | undefined;
  const correlation = () => nthId('correlation', said);

  function sayCommand(command: Command): void {
    said += 1;
    const { decision, model: next } = perform(model, command, {
      now: toInstant(nowMs),
      correlationId: correlation(),
      random: () => 0.5,
    });
    if (!decision.isAccepted) throw new Error(`${command.type} was refused: ${decision.refusal.detail}`);
    model = next;
  }
  const say = (input: object) => sayCommand(CommandSchema.parse(input));
  const open = (): Task[] =>
    [...model.world.tasks.values()]
      .filter(({ status, deletedAt }) => status === 'open' && deletedAt === null)
      .sort((a, b) => (JSON.stringify(a.due) < JSON.stringify(b.due) ? -1 : 1));
  const series = () => {
    const found = model.world.series.get(seriesId);
    if (!found) throw new Error('the series is gone');
    return found;
  };
  const nextMs = () => {
    const { next } = series();
    return next === null ? Number.POSITIVE_INFINITY : slotEpochMs(next, zone);
  };
  const oldest = () => open()[0]?.id ?? '';

  const actions: Record<string, (to?: string) => void> = {
    done() {
      lastDone = oldest();
      say({ type: 'task.complete', taskId: lastDone });
    },
    reopened: () => say({ type: 'task.reopen', taskId: lastDone }),
    undone: () => say({ type: 'undo', correlationId: correlation() }),
    moved: (to = '') => say({ type: 'task.update', taskId: oldest(), patch: { due: dueOf(understand(to)) } }),
    deleted: () => say({ type: 'task.delete', taskId: oldest() }),
    skipped: () => say({ type: 'series.skip', seriesId }),
    paused: () => say({ type: 'series.pause', seriesId }),
    resumed: () => say({ type: 'series.resume', seriesId }),
    stopped: () => say({ type: 'series.stop', seriesId }),
    seen: () => undefined,
  };

  return {
    say,
    open,
    series,
    /** Time passes with Carillon running, and what the schedule makes is made when it comes; then somebody does something. */
    act(what: string, to: string | undefined, atMs: number) {
      while (nextMs() <= atMs) {
        nowMs = Math.max(nowMs, nextMs());
        sayCommand({ type: 'series.occur', seriesId });
      }
      nowMs = atMs;
      const action = actions[what];
      if (action === undefined) throw new Error(`nobody knows how a task is “${what}”`);
      action(to);
    },
    /** Time passes and nothing runs; what is due by then is looked at once Carillon is back. */
    switchOffUntil(atMs: number) {
      nowMs = atMs;
      while (nextMs() <= atMs) sayCommand({ type: 'series.occur', seriesId });
    },
  };
}
