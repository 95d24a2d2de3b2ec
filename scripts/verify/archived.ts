import { z } from 'zod';
import { type Finding, find } from '../../k8s-bridge/src/verify/finding.ts';
import { until } from '../deploy/until.ts';

/** /api/audit of an archiver, and the token that opens it. */
export interface Archive {
  readonly origin: string;
  readonly token: string;
}

interface ArchivedOptions {
  readonly archive: Archive;
  readonly ask: typeof fetch;
  /** For each event, in ms. */
  readonly patienceMs: number;
}

const EventsSchema = z.object({ events: z.array(z.object({ event: z.object({ userid: z.string() }) })) });
/** In the archive of its user: of another kind than the task, so known by who it is. */
const FURTHER_TYPES = ['recurrence.created', 'reminder.scheduled', 'reminder.fired'];

/** Whether what was done with a task came through the mirror and Kafka to the archive, event by event. */
export async function archived({ archive, ask, patienceMs }: ArchivedOptions, taskId: string): Promise<Finding[]> {
  let userId = '';
  const events = async (query: Record<string, string>) => {
    const at = new URL(`/api/audit/events?${new URLSearchParams(query)}`, archive.origin);
    const headers = { authorization: `Bearer ${archive.token}` };
    const answer = await ask(at, { headers, signal: AbortSignal.timeout(patienceMs) });
    if (!answer.ok) throw new Error(`/api/audit answers ${answer.status}`);
    return EventsSchema.parse(await answer.json()).events;
  };
  const arrives = (type: string, query: () => Record<string, string>) =>
    find(`${type} comes to the archive`, 'archive-late.md', async () => {
      const hasCome = async () => {
        const found = await events({ ...query(), type });
        userId ||= found[0]?.event.userid ?? '';
        return found.length > 0;
      };
      await until(hasCome, { patienceMs, what: 'it has not come' });
      return null;
    });
  const first = await arrives('task.created', () => ({ aggregate: taskId }));
  if (first.wrong !== null) return [first];
  return [first, ...(await Promise.all(FURTHER_TYPES.map((type) => arrives(type, () => ({ user: userId })))))];
}
