import { type LoggedEvent, LoggedEventSchema } from '#core/log/event.ts';
import { upcastData } from '#core/log/upcast.ts';
import type { events } from './schema.ts';

/** The event a row holds, as readers get it. */
export function eventFromRow(row: typeof events.$inferSelect): LoggedEvent {
  const { userId: _user, trace: _trace, ...event } = row;
  return LoggedEventSchema.parse({ ...event, data: upcastData(event.type, event.data) });
}
