import type { z } from 'zod';
import {
  DELIVERY_EVENT_TYPES,
  EVENT_TYPES,
  FIRING_EVENT_TYPES,
  isFiringEvent,
  isListEvent,
  isSeriesEvent,
  isSettingsEvent,
  isTaskEvent,
  type LoggedEvent,
} from '#core/log/event.ts';
import type { activityTool } from '#core/tools/activity.ts';
import type { ToolContext } from './tool-context.ts';

type Output = z.output<typeof activityTool.output>;

// What rang and what was delivered is no answer to “what did I do?”, unless it is asked for.
const NOISE: ReadonlySet<string> = new Set([...FIRING_EVENT_TYPES, ...DELIVERY_EVENT_TYPES]);
const QUIET = EVENT_TYPES.filter((type) => !NOISE.has(type));

export async function showActivity(
  { task, types, by, from, to, page, limit }: z.output<typeof activityTool.input>,
  { user }: ToolContext,
): Promise<Output> {
  const { events, total } = await user.listActivity({
    type: types.length > 0 ? types : QUIET,
    page,
    per_page: limit,
    ...(task !== undefined && { task }),
    ...(by !== undefined && { actor: by }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
  const entries = events.map((event) => ({
    at: event.occurredAt,
    type: event.type,
    id: event.aggregateId,
    title: titleOf(event),
    fields: fieldsOf(event),
    actor: event.actor,
    correlationId: event.correlationId,
  }));
  return { entries, total, page, hasMore: page * limit < total };
}

function titleOf(event: LoggedEvent): string | null {
  if (isTaskEvent(event)) return event.data.after.title;
  return isListEvent(event) ? event.data.after.name : null;
}

function fieldsOf(event: LoggedEvent): string[] {
  const hasFields =
    isTaskEvent(event) || isListEvent(event) || isSeriesEvent(event) || isSettingsEvent(event) || isFiringEvent(event);
  return hasFields ? Object.keys(event.data.before ?? {}) : [];
}
