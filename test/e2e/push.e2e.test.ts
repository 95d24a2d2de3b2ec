import { expect } from 'vitest';
import { z } from 'zod';
import { PushMessageSchema } from '#core/delivery/push-message.ts';
import { ReminderLedgerSchema } from '#core/query/deliveries-query.ts';
import { FiringSchema } from '#core/reminder/firing.ts';
import { TaskSchema } from '#core/task/task.ts';
import { newPushReceiver } from '../push-receiver.ts';
import type { Device } from './device.ts';
import { newPerson, test } from './push-test.ts';

/** A task whose reminder rings at once. */
async function ringNow({ context }: Device, origin: string, title: string) {
  const due = { kind: 'fixed', local: new Date(Date.now() + 600_000).toISOString().slice(0, 16), zone: 'UTC' };
  const body = { title, due, reminders: [{ when: { kind: 'before', minutes: 30 } }] };
  const answer = await context.request.post('/api/v1/tasks', { headers: { origin }, data: body });
  return z.object({ task: TaskSchema }).parse(await answer.json()).task;
}

async function firingsOf({ context }: Device) {
  const answer = await context.request.get('/api/v1/notifications');
  return z.object({ notifications: z.array(FiringSchema) }).parse(await answer.json()).notifications;
}

/** Puts a message into the hands of the service worker, as the browser does when its push service brings one. */
async function serviceWorkerOf({ context, page }: Device) {
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    const { active } = await navigator.serviceWorker.ready;
    // Not before: what is pushed to a worker that is still getting ready is lost on the way.
    await new Promise<void>((resolve) => {
      const look = () => active?.state === 'activated' && resolve();
      active?.addEventListener('statechange', look);
      look();
    });
  });
  const registrationId = await registered;
  const origin = new URL(page.url()).origin;
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const notifications = await registration.getNotifications();
      return notifications.map(({ tag, title, body, data }) => ({ tag, title, body, path: data.path }));
    });
  return {
    shown,
    /**
     * Delivers it, and again when that was in vain: Chromium forgets a notification when it is asked what is shown in
     * the moment of showing it, because what is not on the screen yet it takes for gone.
     */
    deliver: async (data: string, { tag, body }: { tag: string; body?: string }) => {
      const deliverUnlessShown = async () => {
        const isShown = (await shown()).some((each) => each.tag === tag && (body === undefined || each.body === body));
        if (!isShown) await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
        return isShown;
      };
      await expect.poll(deliverUnlessShown, { interval: 1000 }).toBe(true);
    },
    /** What a click on the notification does; nobody can click outside of the page here. */
    click: async (action: string) => {
      const [worker] = context.serviceWorkers();
      await worker?.evaluate(async (chosen) => {
        // The runtime of the worker is not the one this file is checked for.
        const scope = globalThis as unknown as ServiceWorkerScope;
        const [notification] = await scope.registration.getNotifications();
        scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification, action: chosen }));
      }, action);
    },
  };
}

interface ServiceWorkerScope {
  registration: { getNotifications: () => Promise<unknown[]> };
  NotificationEvent: new (type: string, init: { notification: unknown; action: string }) => Event;
  dispatchEvent: (event: Event) => boolean;
}

test('PU3 with no window open a reminder reaches the push service, which cannot read it, and then the screen', async ({
  browser,
  pushing,
  service,
}) => {
  const person = await newPerson(browser, pushing);
  const receiver = await newPushReceiver();
  const endpoint = `https://${service.host}/push/${crypto.randomUUID()}`;
  await person.post('/api/v1/push/subscriptions', { endpoint, keys: receiver.keys, name: 'My phone' });
  const { id: taskId, reminders } = await ringNow(person, pushing.origin, 'Call the bank');
  const mine = () => service.delivered.filter(({ path }) => endpoint.endsWith(path));
  await expect.poll(() => mine().length, { timeout: 40_000 }).toBe(1);
  const [delivered] = mine();
  expect(delivered?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high', ttl: '86400' });
  expect(delivered?.headers.authorization).toMatch(/^vapid t=/);
  const text = await receiver.read(delivered?.body ?? new Uint8Array());
  const [firing] = await firingsOf(person);
  expect(PushMessageSchema.parse(JSON.parse(text))).toEqual({
    tag: firing?.id,
    title: 'A reminder rang',
    body: 'Open Carillon to see which.',
    path: `/all?task=${taskId}`,
    firingIds: [firing?.id],
    snooze: { taskId, reminderId: firing?.reminderId },
  });
  const path = `/api/v1/tasks/${taskId}/reminders/${reminders[0]?.id}/deliveries`;
  const pushed = async () => {
    const { rang } = ReminderLedgerSchema.parse(await (await person.context.request.get(path)).json());
    return rang[0]?.deliveries.find(({ channel }) => channel === 'push');
  };
  await expect.poll(pushed).toMatchObject({ status: 'sent', device: { name: 'My phone' }, attempts: [{ code: 201 }] });

  // The very same bytes, as the browser would hand them over.
  await person.visit('/settings');
  const worker = await serviceWorkerOf(person);
  await worker.deliver(text, { tag: firing?.id ?? '' });
  await expect.poll(worker.shown).toMatchObject([{ tag: firing?.id, title: 'A reminder rang' }]);
  await person.context.close();
});

test('PU13 a message that comes twice is shown once; a click takes notice and opens the task', async ({
  browser,
  pushing,
}) => {
  const person = await newPerson(browser, pushing);
  const { id: taskId } = await ringNow(person, pushing.origin, 'Water the plants');
  await expect.poll(async () => (await firingsOf(person)).length).toBe(1);
  const [firing] = await firingsOf(person);
  await person.visit('/settings');
  const worker = await serviceWorkerOf(person);
  const message = {
    tag: firing?.id ?? '',
    title: 'Water the plants',
    body: '',
    path: `/all?task=${taskId}`,
    firingIds: [firing?.id],
    snooze: { taskId, reminderId: firing?.reminderId },
  };
  await worker.deliver(JSON.stringify(message), { tag: message.tag, body: '' });
  await worker.deliver(JSON.stringify({ ...message, body: 'again' }), { tag: message.tag, body: 'again' });
  await expect.poll(worker.shown).toMatchObject([{ tag: firing?.id, title: 'Water the plants', body: 'again' }]);
  await worker.click('');
  await person.page.waitForURL(`**/all?task=${taskId}`);
  await expect.poll(async () => (await firingsOf(person))[0]?.acknowledgedAt).not.toBeNull();
  expect(await worker.shown()).toEqual([]);
  await person.context.close();
});

test('PU13 snoozing in the notification plans it anew and opens nothing', async ({ browser, pushing }) => {
  const person = await newPerson(browser, pushing);
  const { id: taskId } = await ringNow(person, pushing.origin, 'Stretch');
  await expect.poll(async () => (await firingsOf(person)).length).toBe(1);
  const [firing] = await firingsOf(person);
  await person.visit('/settings');
  const worker = await serviceWorkerOf(person);
  const snooze = { taskId, reminderId: firing?.reminderId };
  const message = { tag: 't', title: 'Stretch', body: '', path: '/all', firingIds: [firing?.id], snooze };
  await worker.deliver(JSON.stringify(message), { tag: 't' });
  await expect.poll(worker.shown).toHaveLength(1);
  await worker.click('snooze');
  const ringsAt = async () => {
    const answer = await person.context.request.get(`/api/v1/tasks/${taskId}/reminders`);
    const { reminders } = z
      .object({ reminders: z.array(z.object({ ringsAt: z.string().nullable() })) })
      .parse(await answer.json());
    return reminders[0]?.ringsAt ?? null;
  };
  await expect.poll(ringsAt).not.toBeNull();
  expect(Date.parse((await ringsAt()) ?? '') - Date.now()).toBeGreaterThan(9 * 60_000);
  expect(new URL(person.page.url()).pathname).toBe('/settings');
  await person.context.close();
});

test('PU13 whatever is pushed, the worker shows a plain notification and leads nowhere else', async ({
  browser,
  pushing,
}) => {
  const person = await newPerson(browser, pushing);
  await person.visit('/settings');
  const worker = await serviceWorkerOf(person);
  await worker.deliver('no JSON <b>at all</b>', { tag: 'carillon' });
  await expect.poll(worker.shown).toEqual([{ tag: 'carillon', title: 'A reminder rang', body: '', path: '/' }]);
  const title = '<img src=x onerror=alert(1)>';
  for (const path of [
    '//evil.example/',
    '/\\evil.example/',
    'https://',
    'https://evil.example/',
    'javascript:alert(1)',
    7,
  ]) {
    await worker.deliver(JSON.stringify({ tag: String(path), title, path }), { tag: String(path) });
    const shown = async () => (await worker.shown()).find(({ tag }) => tag === String(path));
    await expect.poll(shown).toMatchObject({ title, path: '/' });
  }
  const asked = await person.page.evaluate(async () => {
    const answer = await fetch('/sw.js');
    return [
      answer.headers.get('content-type'),
      answer.headers.get('cache-control'),
      answer.headers.get('content-security-policy'),
    ];
  });
  expect(asked).toEqual([
    expect.stringContaining('javascript'),
    'no-cache',
    "default-src 'none'; connect-src 'self'; frame-ancestors 'none'",
  ]);
  await person.context.close();
});
