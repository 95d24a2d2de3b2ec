import { addPushSubscription } from './add-push-subscription.ts';
import { getPushKey } from './get-push-key.ts';
import { listPushSubscriptions } from './list-push-subscriptions.ts';
import { removePushSubscription } from './remove-push-subscription.ts';
import { sendTestPush } from './send-test-push.ts';

export const pushEndpoints = [
  getPushKey,
  listPushSubscriptions,
  addPushSubscription,
  removePushSubscription,
  sendTestPush,
];
