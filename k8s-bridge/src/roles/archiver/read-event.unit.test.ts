import { describe, expect, test } from 'vitest';
import { archiveEvent, toTopicRecord } from '../../../test/archive-events.ts';
import { readEvent } from './read-event.ts';

const event = archiveEvent(1, { title: 'Grüße' });
const read = (body: string | null) => readEvent({ topic: 'task-events', body });
const readWith = (changes: object) => read(JSON.stringify({ ...event, ...changes }));

describe('a record of a topic', () => {
  test('AR6 is taken apart into what stays and what an erasure blanks', () => {
    const { event: archivable, unreadable } = readEvent(toTopicRecord(event));
    expect(unreadable).toBeNull();
    expect(archivable?.facts).toMatchObject({ id: event.id, type: 'task.created', typeVersion: 1, sequence: 2 });
    expect(JSON.parse(archivable?.content.payload ?? '')).toEqual(event.data);
    expect(JSON.stringify(archivable?.facts)).not.toContain('Grüße');
  });

  test('AR6 is archived whatever its type, and whatever a newer edge adds', () => {
    expect(readWith({ type: 'carillon.task.cloned.v3', something: 'new' }).event?.facts).toMatchObject({
      type: 'task.cloned',
      typeVersion: 3,
    });
  });

  test.each([
    ['a tombstone', null],
    ['no JSON', '{"specversion":"1.0",'],
    ['a number', '7'],
    ['an empty text', ''],
  ])('AR6 that is %s is unreadable', (_, body) => {
    expect(read(body)).toMatchObject({ event: null, unreadable: expect.any(String) });
  });

  test.each([
    ['has another specversion', { specversion: '0.3' }],
    ['has no user', { userid: undefined }],
    ['has no data', { data: undefined }],
    ['has data that is no JSON', { datacontenttype: 'text/plain', data: 'x' }],
    ['happened on a day that does not exist', { time: '2026-02-30T10:00:00.000Z' }],
    ['happened before time was counted', { time: '0000-01-01T00:00:00.000Z' }],
    ['counts beyond what a number holds', { sequence: '9999999999999999' }],
    ['has half a character in an attribute', { correlationid: 'cor_\ud83d' }],
    ['has half a character in what an erasure blanks', { actorclient: '\udc00 token' }],
    ['has a NUL in an attribute, which no text column takes', { correlationid: 'cor\0' }],
  ])('AR6 that %s is unreadable', (_, changes) => {
    expect(readWith(changes)).toMatchObject({ event: null, unreadable: expect.any(String) });
  });
});
