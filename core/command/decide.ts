import { refusal } from '../errors.ts';
import * as list from '../list/decide-list.ts';
import { type DomainEvent, dataOf, MAX_EVENT_BYTES } from '../log/event.ts';
import { decideAcknowledge, decideRead } from '../reminder/decide-firings.ts';
import { decideAddReminder, decideCancelReminder, decideChangeReminder } from '../reminder/decide-reminder.ts';
import { decideRing } from '../reminder/decide-ring.ts';
import { decideSnooze } from '../reminder/decide-snooze.ts';
import { decideMake } from '../series/decide-make.ts';
import { decideOccur } from '../series/decide-occur.ts';
import { decidePauseSeries, decideResumeSeries, decideStopSeries } from '../series/decide-series-status.ts';
import { decideSkip } from '../series/decide-skip.ts';
import { decideStartSeries } from '../series/decide-start-series.ts';
import { decideUpdateSeries } from '../series/decide-update-series.ts';
import { decideUpdateSettings } from '../settings/decide-update-settings.ts';
import * as tag from '../tag/decide-tag.ts';
import { decideCreateTask } from '../task/decide-create-task.ts';
import { decideDeleteTask, decideRestoreTask } from '../task/decide-delete-task.ts';
import { decideCompleteTask, decideReopenTask } from '../task/decide-finish-task.ts';
import { decideMoveTask } from '../task/decide-move-task.ts';
import { decideTagTask, decideUpdateTask } from '../task/decide-update-task.ts';
import { byteLength } from '../text/text-schema.ts';
import { decideUndo } from '../undo/decide-undo.ts';
import { decideCreateView, decideDeleteView, decideMoveView, decideUpdateView } from '../view/decide-view.ts';
import type { Command } from './command.ts';
import { type DecideContext, type Decision, refuse } from './decision.ts';
import type { World } from './world.ts';

/** What a command comes to in a world: events, nothing, or a refusal. Pure: the same inputs, the same answer. */
export function decide(command: Command, world: World, ctx: DecideContext): Decision {
  const decision = decideByType(command, world, ctx);
  if (!decision.isAccepted || !decision.events.some(isTooLarge)) return decision;
  const detail = `The change is too large to record: at most ${MAX_EVENT_BYTES} bytes. Shorten the notes first.`;
  return refuse(refusal('too_large', detail));
}

// Only an event with long notes on both sides, most of them escaped in JSON, can be: nothing else is worth measuring.
function isTooLarge(event: DomainEvent): boolean {
  if (event.kind !== 'task' || event.before?.notes === undefined) return false;
  return byteLength(JSON.stringify(dataOf(event))) > MAX_EVENT_BYTES;
}

function decideByType(command: Command, world: World, ctx: DecideContext): Decision {
  switch (command.type) {
    case 'task.create':
      return decideCreateTask(command, world, ctx);
    case 'task.update':
      return decideUpdateTask(command, world, ctx);
    case 'task.tag':
      return decideTagTask(command, world, ctx);
    case 'task.move':
      return decideMoveTask(command, world, ctx);
    case 'task.complete':
      return decideCompleteTask(command, world, ctx);
    case 'task.reopen':
      return decideReopenTask(command, world, ctx);
    case 'task.delete':
      return decideDeleteTask(command, world, ctx);
    case 'task.restore':
      return decideRestoreTask(command, world, ctx);
    case 'tag.create':
      return tag.decideCreateTag(command, world, ctx);
    case 'tag.rename':
      return tag.decideRenameTag(command, world, ctx);
    case 'tag.delete':
      return tag.decideDeleteTag(command, world, ctx);
    case 'list.create':
      return list.decideCreateList(command, world, ctx);
    case 'list.rename':
      return list.decideRenameList(command, world, ctx);
    case 'list.move':
      return list.decideMoveList(command, world, ctx);
    case 'list.archive':
      return list.decideArchiveList(command, world, ctx);
    case 'list.unarchive':
      return list.decideUnarchiveList(command, world, ctx);
    case 'list.delete':
      return list.decideDeleteList(command, world, ctx);
    case 'view.create':
      return decideCreateView(command, world, ctx);
    case 'view.update':
      return decideUpdateView(command, world, ctx);
    case 'view.move':
      return decideMoveView(command, world, ctx);
    case 'view.delete':
      return decideDeleteView(command, world, ctx);
    case 'reminder.add':
      return decideAddReminder(command, world, ctx);
    case 'reminder.change':
      return decideChangeReminder(command, world, ctx);
    case 'reminder.cancel':
      return decideCancelReminder(command, world, ctx);
    case 'reminder.snooze':
      return decideSnooze(command, world, ctx);
    case 'reminder.ring':
      return decideRing(command, world, ctx);
    case 'reminder.acknowledge':
      return decideAcknowledge(command, world, ctx);
    case 'reminder.read':
      return decideRead(command, world, ctx);
    case 'series.start':
      return decideStartSeries(command, world, ctx);
    case 'series.update':
      return decideUpdateSeries(command, world, ctx);
    case 'series.pause':
      return decidePauseSeries(command, world, ctx);
    case 'series.resume':
      return decideResumeSeries(command, world, ctx);
    case 'series.stop':
      return decideStopSeries(command, world, ctx);
    case 'series.skip':
      return decideSkip(command, world, ctx);
    case 'series.make':
      return decideMake(command, world, ctx);
    case 'series.occur':
      return decideOccur(command, world, ctx);
    case 'settings.update':
      return decideUpdateSettings(command, world, ctx);
    case 'undo':
      return decideUndo(command, world, ctx);
  }
}
