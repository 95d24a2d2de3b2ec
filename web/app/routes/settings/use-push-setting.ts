import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import {
  type PushSubscription as Device,
  PushSubscriptionSchema,
  PushTestSchema,
} from '#core/delivery/push-subscription.ts';
import { type ApiProblem, unreachableProblem } from '#web/app/api/api-problem.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import {
  endpointDigest,
  pushAbility,
  subscribeHere,
  subscriptionHere,
  targetOf,
  unsubscribeHere,
} from '#web/app/push/push-here.ts';
import { describeDevice } from './describe-device.ts';

const SUBSCRIPTIONS = '/api/v1/push/subscriptions';
const DevicesSchema = z.object({ subscriptions: z.array(PushSubscriptionSchema) });
const KeySchema = z.object({ publicKey: z.string() });

/**
 * Whether reminders reach this browser:
 * - `asking`: not known yet, also while the page is rendered on the server;
 * - `not set up`: the server has no keys; `unsupported`: the browser cannot; `denied`: its owner said no;
 * - `off`, `on`: as it is; `failed`: the browser tried and could not.
 */
export type PushHere =
  | { kind: 'asking' | 'not set up' | 'unsupported' | 'denied' | 'off' }
  | { kind: 'on'; deviceId: string }
  | { kind: 'failed'; why: string };

export interface PushSettingState {
  here: PushHere;
  devices: readonly Device[];
  isBusy: boolean;
  problem: ApiProblem | null;
  turnOn: () => void;
  remove: (device: Device, onDone: () => void) => void;
  /** Answers what is to be said about it. */
  sendTest: (device: Device, onDone: (words: string) => void) => void;
}

/** This browser and the other devices that reminders reach, and what can be done about them. */
export function usePushSetting(): PushSettingState {
  const [here, setHere] = useState<PushHere>({ kind: 'asking' });
  const [devices, setDevices] = useState<readonly Device[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const look = useCallback(async () => {
    const answer = await sendRequest('GET', SUBSCRIPTIONS);
    if (!answer.isOk) return setProblem(answer.problem);
    const { subscriptions } = DevicesSchema.parse(answer.body);
    setDevices(subscriptions);
    setHere(await lookHere(subscriptions));
  }, []);
  useEffect(() => void look(), [look]);

  const busy = async (work: () => Promise<ApiProblem | null>) => {
    setBusy(true);
    setProblem(null);
    setProblem(await work());
    setBusy(false);
  };
  const turnOn = () =>
    busy(async () => {
      // First of all, and with nothing awaited before it: browsers ask only in answer to a press.
      const permission = await Notification.requestPermission();
      if (permission !== 'granted') {
        setHere({ kind: permission === 'denied' ? 'denied' : 'off' });
        return null;
      }
      const key = await sendRequest('GET', '/api/v1/push/key');
      if (!key.isOk) return key.problem;
      const target = await subscribeHere(KeySchema.parse(key.body).publicKey).then(targetOf, whyNot);
      if (target === null || typeof target === 'string') {
        setHere({ kind: 'failed', why: target ?? 'It gave no keys to send with.' });
        return null;
      }
      const name = describeDevice(navigator.userAgent).text;
      const added = await sendRequest('POST', SUBSCRIPTIONS, { ...target, name });
      if (added.isOk) await look();
      return added.isOk ? null : added.problem;
    });
  const remove = (device: Device, onDone: () => void) =>
    busy(async () => {
      if (here.kind === 'on' && here.deviceId === device.id) await unsubscribeHere();
      const answer = await sendRequest('DELETE', `${SUBSCRIPTIONS}/${device.id}`);
      await look();
      // Somebody else may have removed it already, which is as good.
      if (!answer.isOk && answer.problem.code !== 'not_found') return answer.problem;
      onDone();
      return null;
    });
  const sendTest = (device: Device, onDone: (words: string) => void) =>
    busy(async () => {
      const answer = await sendRequest('POST', `${SUBSCRIPTIONS}/${device.id}/test`);
      if (!answer.isOk) return answer.problem;
      const { isAccepted, isGone, error } = PushTestSchema.parse(answer.body);
      if (isGone) await look();
      if (isAccepted) onDone(`A test is on its way to ${device.name}.`);
      else if (isGone) onDone(`${device.name} takes no notifications any more. It was removed.`);
      else return { ...unreachableProblem(), title: 'The test did not get through', detail: error ?? '' };
      return null;
    });
  return {
    here,
    devices,
    isBusy,
    problem,
    turnOn: () => void turnOn(),
    remove: (device, onDone) => void remove(device, onDone),
    sendTest: (device, onDone) => void sendTest(device, onDone),
  };
}

/** Asks the browser, and the server whether it pushes at all. */
async function lookHere(devices: readonly Device[]): Promise<PushHere> {
  const ability = pushAbility();
  if (ability !== 'possible') return { kind: ability };
  const key = await sendRequest('GET', '/api/v1/push/key');
  if (!key.isOk && key.problem.code === 'invalid_state') return { kind: 'not set up' };
  const subscription = await subscriptionHere().catch(() => null);
  const digest = subscription && (await endpointDigest(subscription));
  const device = devices.find(({ endpointDigest: of }) => of === digest);
  return device ? { kind: 'on', deviceId: device.id } : { kind: 'off' };
}

function whyNot(error: unknown): string {
  const isUnreachable = error instanceof DOMException && error.name === 'AbortError';
  return isUnreachable ? 'It could not reach the push service of its maker.' : 'It refused to subscribe.';
}
