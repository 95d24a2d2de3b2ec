import { expect, vi } from 'vitest';
import { test } from '#test/e2e/e2e-test.ts';
import type { Carillon } from '#test/e2e-harness.ts';

interface Message {
  type: string;
  seq: number;
  event?: { type: string; data: { after: { title: string } } };
}

let carillon: Carillon;
let authorization: string;

test.beforeAll(async ({ ownCarillon }) => {
  carillon = ownCarillon;
  const headers = { origin: carillon.origin, 'content-type': 'application/json' };
  const demo = await fetch(`${carillon.origin}/api/v1/demo`, { method: 'POST', headers, body: '{}' });
  const cookie = demo.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const body = JSON.stringify({ name: 'e2e', scopes: ['read', 'write'] });
  const made = await fetch(`${carillon.origin}/api/v1/tokens`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body,
  });
  authorization = `Bearer ${(await made.json()).secret}`;
});

async function ask(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ seq: number; epoch: string; ticket: string }> {
  const headers = { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) };
  const answer = await fetch(`${carillon.origin}/api/v1${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return await answer.json();
}

const addTask = (title: string) => ask('POST', '/tasks', { title });
const place = () => ask('GET', '/sync?since=999999999');

/** A device that has state up to a place. */
async function connect(from: { seq: number; epoch: string }) {
  const { ticket } = await ask('POST', '/live/ticket');
  const socket = new WebSocket(`${carillon.origin.replace('http', 'ws')}/api/v1/live?ticket=${ticket}`);
  const device = { messages: [] as Message[], isOpen: true };
  socket.onmessage = ({ data }) => device.messages.push(JSON.parse(data));
  socket.onclose = () => {
    device.isOpen = false;
  };
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, lastSeq: from.seq, epoch: from.epoch }));
  await vi.waitUntil(() => device.messages[0]?.type === 'welcome', { timeout: 10_000 });
  return device;
}

type Device = Awaited<ReturnType<typeof connect>>;
/** What was added, in the order it came: the clock may well do something else meanwhile. */
const titles = ({ messages }: Device) =>
  messages.flatMap(({ event }) => (event?.type === 'task.created' ? event.data.after.title : []));
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000 });

test.describe('live, on the built Worker', () => {
  test('LV1 a change reaches the other devices', async () => {
    const start = await place();
    const devices = [await connect(start), await connect(start)];
    for (const title of ['one', 'two', 'three']) await addTask(title);
    for (const device of devices) {
      await until(() => titles(device).length === 3);
      expect(titles(device)).toEqual(['one', 'two', 'three']);
    }
  });

  test('LV2 when the power goes, devices come back to everything that was answered, once', async () => {
    const start = await place();
    const before = await connect(start);
    await addTask('before');
    await until(() => titles(before).length === 1);
    await addTask('answered, and then darkness');
    await carillon.killHard();
    await until(() => !before.isOpen);
    await carillon.restart();
    const at = before.messages.at(-1)?.seq ?? 0;
    const back = await connect({ seq: at, epoch: start.epoch });
    await addTask('after');
    await until(() => titles(back).at(-1) === 'after');
    expect([...titles(before), ...titles(back)]).toEqual(['before', 'answered, and then darkness', 'after']);
  });

  test('LV12 the crons run', async () => {
    expect(await carillon.tickCron('* * * * *')).toBe(true);
    expect(await carillon.tickCron('17 3 * * *')).toBe(true);
  });
});
