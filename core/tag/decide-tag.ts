import { accept, type DecideContext, type Decision, MAX_AGGREGATES_PER_COMMAND, refuse } from '../command/decision.ts';
import { tasksTagged, type World } from '../command/world.ts';
import { invariant, refusal } from '../errors.ts';
import type { DomainEvent } from '../log/event.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { MAX_KEPT_TAGS, type Settings } from '../settings/settings.ts';
import { changeTask } from '../task/task-event.ts';
import type { CreateTag, DeleteTag, RenameTag } from './commands.ts';
import { tagSet } from './tag.ts';

/** Tags are words in the state of tasks; the ones nobody carries yet are kept in the settings. */
export function decideCreateTag(command: CreateTag, world: World, ctx: DecideContext): Decision {
  const settings = settingsOf(world);
  const isInUse = (world.tagTotals.get(command.tag) ?? 0) > 0;
  if (isInUse || settings.keptTags.includes(command.tag)) return accept([]);
  if (settings.keptTags.length >= MAX_KEPT_TAGS) {
    return refuse(refusal('limit_reached', `At most ${MAX_KEPT_TAGS} tags can be kept without a task.`));
  }
  return accept(keep(settings, [...settings.keptTags, command.tag], ctx));
}

export function decideRenameTag(command: RenameTag, world: World, ctx: DecideContext): Decision {
  if (command.tag === command.to) return accept([]);
  return replaceTag(command.tag, [command.to], world, ctx);
}

export function decideDeleteTag(command: DeleteTag, world: World, ctx: DecideContext): Decision {
  return replaceTag(command.tag, [], world, ctx);
}

// Tasks in the trash change as well: restored later, they must not bring the old word back.
function replaceTag(tag: string, by: string[], world: World, ctx: DecideContext): Decision {
  const settings = settingsOf(world);
  const total = world.tagTotals.get(tag) ?? 0;
  const isKept = settings.keptTags.includes(tag);
  if (total === 0 && !isKept) return refuse(refusal('not_found', `There is no tag ${tag}.`));
  const tagged = tasksTagged(world, tag).slice(0, MAX_AGGREGATES_PER_COMMAND - 1);
  const remaining = Math.max(0, total - tagged.length);
  const swap = (tags: readonly string[]) => tagSet([...tags.filter((each) => each !== tag), ...by]);
  const events: DomainEvent[] = [];
  for (const task of tagged) {
    const event = changeTask(task, 'task.updated', { tags: swap(task.tags) }, ctx.now);
    if (event) events.push(event);
  }
  if (isKept && remaining === 0) events.push(...keep(settings, swap(settings.keptTags), ctx));
  return accept(events, null, { remaining });
}

function keep(settings: Settings, keptTags: string[], ctx: DecideContext): DomainEvent[] {
  const event = changeSettings(settings, { keptTags: tagSet(keptTags) }, ctx.now);
  return event ? [event] : [];
}

function settingsOf(world: World): Settings {
  invariant(world.settings, 'settings are loaded for every tag command');
  return world.settings;
}
