// Shows what is pushed, and nothing else: it keeps no files and answers no requests of pages. A message is what
// core/delivery/push-message.ts says; it comes encrypted from our own server, but is read as if it came from anybody.

const SNOOZE_MINUTES = 10;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const { tag, title, body, data, canSnooze } = readMessage(event.data);
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      // What comes twice replaces itself and makes no second sound.
      tag,
      data,
      icon: '/icons/icon-192.png',
      badge: '/icons/maskable-192.png',
      actions: canSnooze ? [{ action: 'snooze', title: `Snooze ${SNOOZE_MINUTES} min` }] : [],
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  const { notification, action } = event;
  notification.close();
  event.waitUntil(action === 'snooze' ? snooze(notification.data) : open(notification.data));
});

/** The push service gave the browser another address: without telling our server, reminders would go nowhere. */
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));

function readMessage(payload) {
  const said = parse(payload);
  const text = (value, otherwise) => (typeof value === 'string' ? value : otherwise);
  const snooze = isRecord(said.snooze) ? said.snooze : null;
  return {
    tag: text(said.tag, 'carillon'),
    title: text(said.title, 'A reminder rang'),
    body: text(said.body, ''),
    canSnooze: snooze !== null,
    data: {
      path: ownPath(text(said.path, '/')),
      firingIds: Array.isArray(said.firingIds) ? said.firingIds : [],
      snooze,
    },
  };
}

/** A path of our own site, whatever was sent. */
function ownPath(path) {
  const { origin } = self.location;
  if (!URL.canParse(path, origin)) return '/';
  const url = new URL(path, origin);
  return url.origin === origin ? `${url.pathname}${url.search}` : '/';
}

function parse(payload) {
  try {
    const said = payload?.json();
    return isRecord(said) ? said : {};
  } catch {
    return {};
  }
}

function isRecord(value) {
  return typeof value === 'object' && value !== null;
}

/** Takes notice, and brings the task in front: in a window that is there, or in a new one. */
async function open({ path, firingIds }) {
  const told = firingIds.length > 0 ? post('/api/v1/notifications/acknowledge', { firingIds }) : true;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const [shown] = windows.toSorted((a, b) => Number(b.focused) - Number(a.focused));
  if (shown) {
    const focused = await shown.focus().catch(() => shown);
    await focused.navigate(path).catch(() => self.clients.openWindow(path));
  } else {
    await self.clients.openWindow(path);
  }
  await told;
}

/** Puts it off without opening anything; whoever is signed out or offline sees the task instead. */
async function snooze(data) {
  const { taskId, reminderId } = data.snooze;
  const address = `/api/v1/tasks/${encodeURIComponent(taskId)}/reminders/${encodeURIComponent(reminderId)}/snooze`;
  const isDone = await post(address, { snooze: { kind: 'minutes', minutes: SNOOZE_MINUTES } });
  if (!isDone) await open({ ...data, firingIds: [] });
}

async function renew({ oldSubscription, newSubscription }) {
  const options = oldSubscription?.options;
  const renewed = newSubscription ?? (options ? await self.registration.pushManager.subscribe(options) : null);
  if (!renewed) return;
  const { endpoint, keys } = renewed.toJSON();
  await post('/api/v1/push/subscriptions', { endpoint, keys });
}

/** Says whether our server did what it was asked, as whoever is signed in here. */
async function post(address, body) {
  try {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.ok;
  } catch {
    return false;
  }
}
