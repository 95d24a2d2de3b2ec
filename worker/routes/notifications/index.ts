import { acknowledgeNotifications } from './acknowledge-notifications.ts';
import { listNotifications } from './list-notifications.ts';
import { readNotifications } from './read-notifications.ts';

export const notificationEndpoints = [listNotifications, readNotifications, acknowledgeNotifications];
