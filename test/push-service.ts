import type { PushPort } from '#application/push-port.ts';
import { createWebPush } from '#application/web-push.ts';
import { type PushMessage, PushMessageSchema } from '#core/delivery/push-message.ts';
import { newPushReceiver, type PushReceiver } from './push-receiver.ts';

/** Only for tests. */
export const VAPID = {
  publicKey: 'BO5kncmhySZxENnhrRY4wCPRN-E_bDdIo_l-RbsJ3HBaKbH23m_ZPRwvA9XqHSHScJvu8K0kDpoUugCPywgZ9VQ',
  privateKey: '_YjU3q5OBMzS97Kjv9ysYH7sMMEsmVpDjb812ycvjI8',
  subject: 'mailto:test@example.com',
};

export interface ReceivedPush {
  endpoint: string;
  headers: Headers;
  message: PushMessage;
}

/** What a push service answers to one request; 'silence' is no answer at all. */
export type ServiceAnswer = number | { status: number; headers: Record<string, string> } | 'silence';

/** A push service with as many browsers as a test adds, which answers what the test tells it to. */
export interface PushService {
  push: PushPort;
  /** A further browser: what it subscribes with. */
  addBrowser: () => Promise<{ endpoint: string; keys: PushReceiver['keys'] }>;
  /** Everything that was asked for, in order, also what was refused. */
  received: ReceivedPush[];
  /** The answers to the next requests; 201 when there are none left. */
  willAnswer: (...answers: ServiceAnswer[]) => void;
  /** What is on the screens: the latest message of each tag of each browser that was accepted. */
  shown: () => PushMessage[];
  /** Runs while a request is on its way. */
  meanwhile: (work: () => Promise<void>) => void;
}

export function newPushService(nowMs: () => number = Date.now): PushService {
  const browsers = new Map<string, PushReceiver>();
  const received: ReceivedPush[] = [];
  const screens = new Map<string, PushMessage>();
  let answers: ServiceAnswer[] = [];
  let work = async () => {};
  const fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const browser = browsers.get(address);
    if (!browser || !(init.body instanceof Uint8Array)) throw new Error(`nobody is at ${address}`);
    const body = Uint8Array.from(init.body);
    const message = PushMessageSchema.parse(JSON.parse(await browser.read(body)));
    received.push({ endpoint: address, headers: new Headers(init.headers), message });
    await work();
    const answer = answers.shift() ?? 201;
    if (answer === 'silence') throw new DOMException('The operation timed out.', 'TimeoutError');
    const { status, headers } = typeof answer === 'number' ? { status: answer, headers: {} } : answer;
    if (status < 300) screens.set(`${address} ${message.tag}`, message);
    return new Response(null, { status, headers });
  };
  const push = createWebPush({ vapid: VAPID, furtherHosts: [] }, { fetch, nowMs });
  if (!push) throw new Error('no keys');
  return {
    push,
    received,
    async addBrowser() {
      const receiver = await newPushReceiver();
      const endpoint = `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`;
      browsers.set(endpoint, receiver);
      return { endpoint, keys: receiver.keys };
    },
    willAnswer: (...next) => {
      answers = next;
    },
    shown: () => [...screens.values()],
    meanwhile: (next) => {
      work = next;
    },
  };
}
