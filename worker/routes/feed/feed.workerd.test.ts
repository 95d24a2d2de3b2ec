import { describe, expect, it } from 'vitest';
import { LeaseSchema, SnapshotPageSchema } from '#core/feed/protocol.ts';
import { newFeedClient, parsed, queryOf } from '#test/feed-client.ts';
import { newUser } from '#test/users.ts';

describe('happy', () => {
  it('FD1 a consumer leases, reads the snapshot, and then everything that happens, in order', async () => {
    const feed = await newFeedClient();
    const user = await newUser();
    await user.done({ type: 'task.create', title: 'There before' });
    const lease = await feed.lease('first');
    expect(lease).toMatchObject({ stand: 'snapshot', ttlMs: 15_000 });
    const answer = await feed.get(`/feed/snapshot?${queryOf({ consumer: 'first', lease: lease.token })}`);
    const snapshot = parsed(answer, SnapshotPageSchema);
    expect(snapshot.tasks).toContainEqual(
      expect.objectContaining({ userId: user.id, task: expect.objectContaining({ title: 'There before' }) }),
    );
    const { task } = await user.done({ type: 'task.create', title: 'New' });
    await user.done({ type: 'task.complete', taskId: task?.id ?? '' });
    const page = await feed.events({ consumer: 'first', after: snapshot.seq, lease: lease.token });
    expect(page.events.map(({ type }) => type)).toEqual(['carillon.task.created.v1', 'carillon.task.completed.v1']);
    expect(page.events[0]).toMatchObject({
      specversion: '1.0',
      source: '/carillon/main',
      subject: task?.id,
      userid: user.id,
      dataschema: 'urn:carillon:event:task.created:v1',
      sequence: String(snapshot.seq + 1).padStart(16, '0'),
      aggregateversion: '1',
      actorkind: 'user',
      actorclient: 'test',
      data: { after: { title: 'New' }, before: null },
    });
    expect(page).toMatchObject({ next: snapshot.seq + 2, head: snapshot.seq + 2 });
    const again = parsed(
      await feed.post('/feed/lease', { consumer: 'first', holder: 'test', token: lease.token }),
      LeaseSchema,
    );
    expect(again).toMatchObject({ token: lease.token, stand: 'live', cursor: { seq: snapshot.seq } });
    const idle = await feed.events({ consumer: 'first', after: page.next, lease: lease.token });
    expect(idle).toMatchObject({ events: [], next: page.next });
    expect(await feed.lease('first', { token: lease.token })).toMatchObject({
      cursor: { seq: page.next, eventId: page.events[1]?.id, epoch: page.epoch },
    });
  });
});
