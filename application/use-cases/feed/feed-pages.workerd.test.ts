import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { newMeter } from '#application/db/strict-d1.ts';
import { type CloudEvent, CloudEventSchema } from '#core/feed/cloud-event.ts';
import { MAX_FEED_BYTES } from '#core/feed/protocol.ts';
import { byteLength } from '#core/text/text-schema.ts';
import { expectConsoleErrors } from '#test/console-guard.ts';
import { realEffects } from '#test/effects.ts';
import { appendEvents, ask, feedAt, headSeq, restoreLogTo } from '#test/feed-world.ts';
import { hookedD1 } from '#test/hooked-d1.ts';
import { newUser, type TestUser } from '#test/users.ts';
import { pruneEvents } from '../../db/queries/prune-events.ts';
import { leaseFeed } from './lease-feed.ts';
import type { FeedTexts } from './read-feed-events.ts';
import { readFeedSnapshot } from './read-feed-snapshot.ts';

const eventsOf = ({ events }: FeedTexts): CloudEvent[] =>
  events.map((text) => CloudEventSchema.parse(JSON.parse(text)));

/** An event as some other version of the program, or a fault, left it in the log. */
async function addRow({ db, id }: TestUser, row: { type?: string; data: string; actor?: string; trace?: string }) {
  const { type = 'task.updated', data, actor = '{}', trace = null } = row;
  const { newId } = realEffects();
  await db.run(sql`INSERT INTO events (id, user_id, aggregate_id, version, type, actor, correlation_id, trace, data, occurred_at)
    VALUES (${newId('event')}, ${id}, ${newId('task')}, 7, ${type}, ${actor}, ${newId('correlation')}, ${trace}, ${data}, 0)`);
}

const plain = { consumer: 'pages', lease: undefined };

describe('a page of the feed', () => {
  it('FD40 has as many events as asked for, in order across users, and says what comes next and where the log ends', async () => {
    const feed = feedAt({ nowMs: Date.now() });
    const [one, two] = [await newUser(), await newUser()];
    const start = await headSeq(one);
    for (const user of [one, two, one, two, one]) await appendEvents(user, 1);
    const first = await ask(feed, { ...plain, after: start, limit: 2 });
    expect(eventsOf(first).map(({ userid }) => userid)).toEqual([one.id, two.id]);
    expect(first).toMatchObject({ next: start + 2, head: start + 5 });
    const rest = await ask(feed, { ...plain, after: first.next, limit: 1000 });
    expect(eventsOf(rest).map(({ sequence }) => Number(sequence))).toEqual([start + 3, start + 4, start + 5]);
  });

  it('FD41 stays below 4 MiB, whatever characters its events are made of, and always has one', async () => {
    const feed = feedAt({ nowMs: Date.now() });
    const user = await newUser();
    const start = await headSeq(user);
    // As text in JSON each of these characters takes six bytes.
    const escaped = '\u0001'.repeat(250_000);
    const long = JSON.stringify({ after: { title: 'ü'.repeat(120_000) }, before: null });
    for (let n = 0; n < 25; n += 1) await addRow(user, { data: n % 2 === 0 ? escaped : long });
    const seqs: number[] = [];
    for (let after = start; after < start + 25; ) {
      const page = await ask(feed, { ...plain, after });
      expect(page.events.length).toBeGreaterThan(0);
      expect(byteLength(JSON.stringify(page.events.map((text) => JSON.parse(text))))).toBeLessThan(MAX_FEED_BYTES);
      seqs.push(...eventsOf(page).map(({ sequence }) => Number(sequence)));
      after = page.next;
    }
    expect(seqs).toEqual(Array.from({ length: 25 }, (_, n) => start + 1 + n));
    await addRow(user, { data: '\u0001'.repeat(900_000) });
    expect((await ask(feed, { ...plain, after: start + 25 })).events).toHaveLength(1);
  });

  it('FD47 is read in slices, so that whoever writes meanwhile waits for a slice; all of them are of one log', async () => {
    const user = await newUser();
    const start = await headSeq(user);
    await appendEvents(user, 700);
    let looks = 0;
    const after = (slices: number, work: () => Promise<unknown>) =>
      feedAt(
        { nowMs: Date.now() },
        {
          d1: hookedD1(env.DB, {
            after: async () => {
              looks += 1;
              if (looks === slices) await work();
            },
          }),
        },
      );
    // What is written meanwhile is written, and comes too.
    const page = await ask(
      after(2, () => appendEvents(user, 1)),
      { ...plain, after: start },
    );
    expect(looks).toBe(4);
    expect(eventsOf(page).map(({ sequence }) => Number(sequence))).toEqual(
      Array.from({ length: 701 }, (_, n) => start + 1 + n),
    );
    expect(page).toMatchObject({ next: start + 701, head: start + 701 });
    expect((await ask(feedAt({ nowMs: Date.now() }), { ...plain, after: start, limit: 300 })).next).toBe(start + 300);

    // What was pruned meanwhile is not passed over: the page ends before it.
    looks = 0;
    const prune = async () => {
      await user.db.run(sql`DELETE FROM feed_consumers`);
      await user.db.run(sql`UPDATE events SET occurred_at = 0 WHERE seq <= ${start + 500}`);
      await pruneEvents(user.db, 1, 100_000);
    };
    expect(await ask(after(2, prune), { ...plain, after: start })).toMatchObject({ next: start + 400 });

    // And one that begins before a restore and ends behind it is no page.
    looks = 0;
    const restore = () => restoreLogTo(user, start + 650);
    expectConsoleErrors();
    const behind = { ...plain, after: start + 500 };
    await expect(ask(after(1, restore), behind)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await ask(feedAt({ nowMs: Date.now() }), behind)).toMatchObject({ next: start + 650 });
  });

  it('FD47 where each slice has to wait long the page is short, so that it arrives before who asked gives up', async () => {
    const user = await newUser();
    const start = await headSeq(user);
    await appendEvents(user, 700);
    const clock = { nowMs: Date.now() };
    const waits = () => {
      clock.nowMs += 1_000;
    };
    const slow = feedAt(clock, { d1: hookedD1(env.DB, { after: waits }) });
    expect(await ask(slow, { ...plain, after: start })).toMatchObject({ next: start + 400, head: start + 700 });
  });

  it('FD42 goes on over rows that nobody can read: they go out as text, and the rest as it is', async () => {
    const feed = feedAt({ nowMs: Date.now() });
    const user = await newUser();
    const start = await headSeq(user);
    await addRow(user, { data: '{"after":', actor: 'nobody' });
    await addRow(user, { data: 'null', type: 'comet.seen_from.afar' });
    await addRow(user, { data: '{"after":{"title":"Old"},"before":null}', trace: '00-ab-cd-01' });
    await user.done({ type: 'task.create', title: 'Sound' });
    const [broken, unheard, old, sound] = eventsOf(await ask(feed, { ...plain, after: start }));
    expect(broken).toMatchObject({ datacontenttype: 'text/plain', data: '{"after":', actorkind: 'unknown' });
    expect(unheard).toMatchObject({ type: 'carillon.comet.seen_from.afar.v1', data: null });
    expect(unheard?.datacontenttype).toBe('application/json');
    // As the program would write it today.
    expect(old).toMatchObject({
      data: { after: { title: 'Old', reminders: [], series: null } },
      origintrace: '00-ab-cd-01',
    });
    expect(sound).toMatchObject({ type: 'carillon.task.created.v1', data: { after: { title: 'Sound' } } });
  });

  it('FD43 is refused below what is kept, and says to start with the snapshot', async () => {
    const feed = feedAt({ nowMs: Date.now() });
    const user = await newUser();
    const head = await headSeq(user);
    await user.db.run(sql`UPDATE events SET occurred_at = 0 WHERE seq <= ${head - 1}`);
    await pruneEvents(user.db, 1, 100_000);
    await expect(ask(feed, { ...plain, after: head - 2 })).rejects.toMatchObject({ code: 'gone' });
    expect((await ask(feed, { ...plain, after: head - 1 })).events).toHaveLength(1);
  });

  it('FD44 is read again when the connection breaks, also after the question had been acknowledged', async () => {
    const user = await newUser();
    const start = await headSeq(user);
    await appendEvents(user, 2);
    let breaks = 2;
    const once = () => {
      breaks -= 1;
      if (breaks >= 0) throw new Error('D1_ERROR: Network connection lost.');
    };
    const feed = feedAt({ nowMs: Date.now() }, { d1: hookedD1(env.DB, { after: once }) });
    expect((await ask(feed, { ...plain, after: start })).events).toHaveLength(2);
    const down = feedAt(
      { nowMs: Date.now() },
      { d1: hookedD1(env.DB, { before: () => Promise.reject(new Error('D1_ERROR: Network connection lost.')) }) },
    );
    await expect(ask(down, { ...plain, after: start })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('FD45 costs little: an idle question reads some rows and writes none, a page costs four an event', async () => {
    const user = await newUser();
    const feed = feedAt({ nowMs: Date.now() });
    const consumer = 'pages-cost';
    const { token: lease } = await leaseFeed(feed, { consumer, holder: 'a', resync: false });
    const { seq } = await readFeedSnapshot(feed, { consumer, after: null, limit: 1, lease });
    await ask(feed, { consumer, after: seq, lease });
    const costOf = async (after: number) => {
      const meter = newMeter();
      await ask(feedAt({ nowMs: Date.now() }, { meter }), { consumer, after, lease });
      return meter;
    };
    const idle = await costOf(seq);
    expect(idle).toMatchObject({ trips: 1, rowsWritten: 0, hubCalls: 1 });
    expect(idle.rowsRead).toBeLessThanOrEqual(12);
    await appendEvents(user, 1000);
    const full = await costOf(seq);
    expect(full).toMatchObject({ trips: 5, rowsWritten: 0, hubCalls: 2 });
    expect(full.rowsRead / 1000).toBeLessThan(4.1);
    const acknowledged = await costOf(seq + 1000);
    expect(acknowledged).toMatchObject({ trips: 1, rowsWritten: 1 });
  });
});
