import { z } from 'zod';
import { newServiceToken } from '#test/service-token.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { table } from '../report.ts';
import { type Cost, costOf } from './cost.ts';

const RENEWALS_PER_HOUR = 3600 / 5;
const QUESTIONS_PER_HOUR = 3600;

const LeaseSchema = z.object({ token: z.string() });
const SnapshotSchema = z.object({ seq: z.int() });
const EventsSchema = z.object({ events: z.array(z.unknown()), next: z.int() });

interface FeedBill {
  readonly lines: string[];
  /** What a mirror without anything to do uses in an hour. */
  readonly idleHour: Pick<Cost, 'read' | 'written' | 'hub'>;
}

/** The bill of the feed: what a mirror costs that has nothing to do, and what an event costs. */
export async function feedBill(worker: DirectWorker, addEvents: (count: number) => Promise<void>): Promise<FeedBill> {
  const costs: [string, Cost][] = [];
  const { secret } = await newServiceToken(worker, ['feed']);
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const act = async <Schema extends z.ZodType>(name: string, path: string, schema: Schema, body?: unknown) => {
    const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${worker.origin}/feed${path}`, init);
    if (!response.ok) throw new Error(`${name} answered ${response.status}: ${await response.text()}`);
    costs.push([name, costOf(response)]);
    return schema.parse(await response.json());
  };
  const who = { consumer: 'bill', holder: 'bench' };
  const { token: lease } = await act('take the lease', '/lease', LeaseSchema, who);
  await act('renew it', '/lease', LeaseSchema, { ...who, token: lease });
  const query = (after: number) => `consumer=bill&lease=${lease}&after=${after}`;
  const { seq } = await act(
    'snapshot, a page of 1,000 tasks',
    `/snapshot?consumer=bill&lease=${lease}`,
    SnapshotSchema,
  );
  await act('the first question', `/events?${query(seq)}`, EventsSchema);
  await act('a question, nothing new', `/events?${query(seq)}`, EventsSchema);
  await addEvents(1);
  const one = await act('a question, 1 event', `/events?${query(seq)}`, EventsSchema);
  await addEvents(1000);
  const many = await act('the next, acknowledging it, 1,000 events', `/events?${query(one.next)}`, EventsSchema);
  if (many.events.length !== 1000) throw new Error(`a page of ${many.events.length} events`);
  const find = (name: string) => costs.find(([each]) => each === name)?.[1];
  const [idle, renewal] = [find('a question, nothing new'), find('renew it')];
  const perHour = (name: 'read' | 'written' | 'hub') =>
    QUESTIONS_PER_HOUR * (idle?.[name] ?? 0) + RENEWALS_PER_HOUR * (renewal?.[name] ?? 0);
  const rows = costs.map(([name, { read, written, statements, trips, hub }]) => [
    name,
    `${read} r  ${written} w  ${statements} st  ${trips} trips  ${hub} hub`,
  ]);
  const idleHour = { read: perHour('read'), written: perHour('written'), hub: perHour('hub') };
  const idleRow = [
    'an idle hour: a question a second, a renewal each 5 s',
    `${idleHour.read} r  ${idleHour.written} w  ${idleHour.hub} hub`,
  ];
  return { lines: ['The feed, in the same units', table([['action', 'cost'], ...rows, idleRow])], idleHour };
}
