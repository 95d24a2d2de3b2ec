import type { Endpoint } from '../contract/endpoint.ts';
import { accountEndpoints } from './account/index.ts';
import { listActivity } from './activity/list-activity.ts';
import { listTaskActivity } from './activity/list-task-activity.ts';
import { chatEndpoints } from './chat/index.ts';
import { runCommands } from './commands/run-commands.ts';
import { deliveryEndpoints } from './deliveries/index.ts';
import { demoEndpoints } from './demo/index.ts';
import { emailEndpoints } from './email/index.ts';
import { listEndpoints } from './lists/index.ts';
import { liveEndpoints } from './live/index.ts';
import { getMe } from './me/get-me.ts';
import { updateMe } from './me/update-me.ts';
import { notificationEndpoints } from './notifications/index.ts';
import { getOverview } from './overview/get-overview.ts';
import { planEndpoints } from './plans/index.ts';
import { pushEndpoints } from './push/index.ts';
import { quickAddRoute } from './quick-add/quick-add.ts';
import { previewRecurrenceRoute } from './recurrence/preview-recurrence.ts';
import { reminderEndpoints } from './reminders/index.ts';
import { seriesEndpoints } from './series/index.ts';
import { sessionEndpoints } from './sessions/index.ts';
import { sync } from './sync/sync.ts';
import { tagEndpoints } from './tags/index.ts';
import { taskEndpoints } from './tasks/index.ts';
import { tokenEndpoints } from './tokens/index.ts';
import { undo } from './undo/undo.ts';
import { viewEndpoints } from './views/index.ts';
import { webhookEndpoints } from './webhooks/index.ts';

/** Everything under /api/v1, in the order of the documentation. A route that is not here does not exist. */
export const apiEndpoints: readonly Endpoint[] = [
  ...taskEndpoints,
  quickAddRoute,
  ...listEndpoints,
  ...tagEndpoints,
  ...viewEndpoints,
  previewRecurrenceRoute,
  ...seriesEndpoints,
  ...reminderEndpoints,
  ...notificationEndpoints,
  ...deliveryEndpoints,
  ...pushEndpoints,
  ...emailEndpoints,
  ...webhookEndpoints,
  runCommands,
  ...planEndpoints,
  ...chatEndpoints,
  undo,
  listActivity,
  listTaskActivity,
  sync,
  ...liveEndpoints,
  getMe,
  updateMe,
  getOverview,
  ...tokenEndpoints,
  ...sessionEndpoints,
  ...accountEndpoints,
  ...demoEndpoints,
];
