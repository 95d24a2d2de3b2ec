import type { z } from 'zod';
import type { Action } from '#core/chat/choice.ts';
import { AppError } from '#core/errors.ts';
import { INBOX_ID } from '#core/ids.ts';
import { type Instant, toEpochMs, toInstant } from '#core/instant.ts';
import type { Json } from '#core/json.ts';
import { confirmationFor } from '#core/plan/confirmation.ts';
import { diffEvents } from '#core/plan/diff-events.ts';
import type { PlannedCommand } from '#core/plan/plan.ts';
import { matchTask } from '#core/query-language/match-task.ts';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { planQuery } from '#core/query-language/plan-query.ts';
import { isLive } from '#core/series/series.ts';
import { dueEpochMs } from '#core/task/due.ts';
import type { Task } from '#core/task/task.ts';
import { searchText, searchWords } from '#core/text/search-text.ts';
import { wallClockToEpochMs } from '#core/time/local.ts';
import { activityTool } from '#core/tools/activity.ts';
import { addTool } from '#core/tools/add.ts';
import { addCommands } from '#core/tools/commands/add-commands.ts';
import { idsCommands } from '#core/tools/commands/ids-commands.ts';
import { planned } from '#core/tools/commands/planned.ts';
import { remindCommands } from '#core/tools/commands/remind-commands.ts';
import { repeatCommands } from '#core/tools/commands/repeat-commands.ts';
import { rescheduleCommands } from '#core/tools/commands/reschedule-commands.ts';
import { updateCommands } from '#core/tools/commands/update-commands.ts';
import { completeTool } from '#core/tools/complete.ts';
import { findTool } from '#core/tools/find.ts';
import { getTool } from '#core/tools/get.ts';
import { remindTool } from '#core/tools/remind.ts';
import { repeatTool } from '#core/tools/repeat.ts';
import { rescheduleTool } from '#core/tools/reschedule.ts';
import { type ToolTask, toolTask, type WholeToolTask } from '#core/tools/tool-task.ts';
import { undoTool } from '#core/tools/undo.ts';
import { updateTool } from '#core/tools/update.ts';
import { nthId } from '../ids.ts';
import { type Model, newModel, perform } from '../model.ts';

/** What a call came to. */
export interface Called {
  readonly output: Record<string, Json>;
  /** Null: it changed nothing. */
  readonly correlationId: string | null;
  /** Tasks it made or changed, or listed, in their order. */
  readonly tasks: readonly { id: string; title: string }[];
  readonly isHeld: boolean;
}

/**
 * The tools over one user's data in memory. What a call means is not said here: the same commands come of it as in the
 * product, and the same `decide` carries them out.
 */
export class MemoryTools {
  model: Model;
  now: Instant;
  readonly zone: string;
  private minted = 0;

  constructor({ now, zone }: { now: Instant; zone: string }) {
    this.model = newModel(zone);
    this.now = now;
    this.zone = zone;
  }

  /** @throws AppError when it is refused */
  async call({ tool, input }: Action): Promise<Called> {
    switch (tool) {
      case 'find': {
        const output = this.find(findTool.input.parse(input));
        return { output, correlationId: null, tasks: output.tasks, isHeld: false };
      }
      case 'get': {
        const output = this.get(getTool.input.parse(input));
        return { output, correlationId: null, tasks: output.tasks, isHeld: false };
      }
      case 'activity':
        activityTool.input.parse(input);
        return {
          output: { entries: [], total: 0, page: 1, hasMore: false },
          correlationId: null,
          tasks: [],
          isHeld: false,
        };
      default:
        return this.change(await this.commandsOf({ tool, input }));
    }
  }

  private async commandsOf({ tool, input }: Action): Promise<PlannedCommand[]> {
    const effects = { newId: (kind: Parameters<typeof nthId>[0]) => this.mint(kind) };
    switch (tool) {
      case 'add':
        return addCommands(addTool.input.parse(input).tasks ?? [], effects);
      case 'update':
        return updateCommands(updateTool.input.parse(input));
      case 'complete':
      case 'reopen':
      case 'delete':
      case 'restore':
        return idsCommands(`task.${tool}`, completeTool.input.parse(input).ids);
      case 'reschedule':
        return rescheduleCommands(this.named(rescheduleTool.input.parse(input).tasks));
      case 'repeat':
        return repeatCommands(this.named(repeatTool.input.parse(input).tasks), this.model.world.series, effects);
      case 'remind': {
        const { settings } = this.model.world;
        if (settings === null) throw new Error('a model begins with settings');
        const moment = { settings, nowMs: toEpochMs(this.now), effects };
        return this.named(remindTool.input.parse(input).tasks).flatMap((each) => remindCommands(each, moment));
      }
      case 'undo':
        return [
          planned('/correlationId', { type: 'undo', correlationId: undoTool.input.parse(input).correlationId ?? '' }),
        ];
      default:
        throw new Error(`no tool in memory: ${tool}`);
    }
  }

  private change(commands: readonly PlannedCommand[]): Called {
    const correlationId = this.mint('correlation');
    const before = this.model;
    let model = before;
    const events = [];
    const touched = new Set<string>();
    for (const { command } of commands) {
      const { decision, model: next } = perform(model, command, { now: this.now, correlationId, random: () => 0.5 });
      if (!decision.isAccepted) throw new AppError(decision.refusal.code, decision.refusal.detail);
      if (decision.subject?.kind === 'task') touched.add(decision.subject.id);
      events.push(...decision.events);
      model = next;
    }
    for (const event of events) if (event.kind === 'task') touched.add(event.after.id);
    const isHeld = confirmationFor(diffEvents(events, model.world.tasks)) !== null;
    if (!isHeld) this.model = model;
    const tasks = [...touched].flatMap((id) => {
      const task = model.world.tasks.get(id);
      return task ? [{ id, title: task.title }] : [];
    });
    return { output: {}, correlationId: isHeld || events.length === 0 ? null : correlationId, tasks, isHeld };
  }

  private named<Item extends { id: string }>(items: readonly Item[]): { item: Item; task: Task; pointer: string }[] {
    return items.map((item) => {
      const task = this.model.world.tasks.get(item.id);
      if (!task) throw new AppError('not_found', `There is no task ${item.id}.`);
      return { item, task, pointer: '' };
    });
  }

  private mint(kind: Parameters<typeof nthId>[0]): string {
    this.minted += 1;
    return nthId(kind, 10_000 + this.minted);
  }

  private show(task: Task): ToolTask {
    const isLiveSeries = (id: string) => {
      const series = this.model.world.series.get(id);
      return series !== undefined && isLive(series);
    };
    return toolTask(task, () => 'Inbox', isLiveSeries);
  }

  private find(input: z.output<typeof findTool.input>): z.output<typeof findTool.output> {
    const { text = '', query, status, sort, page, limit } = input;
    const said = status ?? 'open';
    const parsed = parseQuery(query ?? (said === 'trash' ? 'deleted' : said));
    if (parsed.query === null) throw new AppError('validation_failed', parsed.problem.message);
    const { zone } = this;
    const [condition] = planQuery(parsed.query, {
      moment: { now: this.now, zone },
      lists: [{ id: INBOX_ID, name: 'Inbox' }],
    });
    const repeats = (id: string) => {
      const series = this.model.world.series.get(id);
      return series !== undefined && isLive(series);
    };
    const all = [...this.model.world.tasks.values()].filter(
      (task) =>
        condition &&
        matchTask(condition, task, { zone, repeats }) &&
        searchWords(text).every((word) => searchText(task.title, task.notes).includes(word)),
    );
    const rank = ({ due }: Task) => (due === null ? Number.POSITIVE_INFINITY : dueEpochMs(due, zone));
    const sorted =
      sort === 'completed'
        ? all.toSorted((a, b) => ((a.completedAt ?? '') < (b.completedAt ?? '') ? 1 : -1))
        : all.toSorted((a, b) => (rank(a) === rank(b) ? (a.id < b.id ? -1 : 1) : rank(a) - rank(b)));
    const tasks = sorted.slice((page - 1) * limit, page * limit).map((task) => this.show(task));
    return { tasks, total: all.length, page, hasMore: page * limit < all.length };
  }

  private get({ ids }: z.output<typeof getTool.input>): z.output<typeof getTool.output> {
    const found = ids.flatMap((id) => this.model.world.tasks.get(id) ?? []);
    const whole = found.map(
      (task): WholeToolTask => ({
        ...this.show(task),
        notes: task.notes,
        subtasks: [],
        reminders: task.reminders.map(({ id, when }) => ({ id, when, ringsAt: null })),
        repeat: null,
        createdAt: task.createdAt,
        version: task.version,
      }),
    );
    return { tasks: whole, missing: ids.filter((id) => !this.model.world.tasks.has(id)) };
  }
}

/** A task of a list of the vectors. */
export interface GivenTask {
  readonly title: string;
  readonly status: string;
  readonly priority: Task['priority'] | null;
  readonly tags: readonly string[];
  readonly due: { kind: 'date'; date: string } | { kind: 'time'; local: string } | null;
  readonly recurrence: { rrule: string; trigger: string } | null;
  readonly reminders: readonly ({ before_minutes: number } | { at: string })[];
  readonly completed_at: string | null;
}

/** Puts the tasks of a list there, as they would have come about. @returns what each was, by its id */
export async function give(tools: MemoryTools, given: readonly GivenTask[]): Promise<void> {
  const { now } = tools;
  for (const task of given) {
    const due = task.due && (task.due.kind === 'date' ? task.due.date : task.due.local);
    const repeat = task.recurrence && { rule: task.recurrence.rrule, from: task.recurrence.trigger };
    // Tasks of the past were made before their reminders rang.
    tools.now = toInstant(toEpochMs(now) - 40 * 86_400_000);
    const input = {
      title: task.title,
      priority: task.priority ?? 'none',
      tags: [...task.tags],
      reminders: task.reminders.map((each) => ({ ...each })),
      ...(due !== null && { due }),
      ...(repeat !== null && { repeat }),
    };
    const { tasks } = await tools.call({ tool: 'add', input: { tasks: [input] } });
    if (task.status === 'completed') {
      tools.now = task.completed_at === null ? now : toInstant(epochMsOf(task.completed_at, tools.zone));
      await tools.call({ tool: 'complete', input: { ids: tasks.map(({ id }) => id) } });
    }
  }
  tools.now = now;
}

/** Of an instant, or of a time on the clock of a zone. */
function epochMsOf(moment: string, zone: string): number {
  const isInstant = /(?:Z|[+-]\d\d:?\d\d)$/u.test(moment);
  return isInstant ? Date.parse(moment) : wallClockToEpochMs(moment.slice(0, 'YYYY-MM-DDTHH:MM'.length), zone);
}
