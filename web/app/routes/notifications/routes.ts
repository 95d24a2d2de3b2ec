import { type RouteConfigEntry, route } from '@react-router/dev/routes';

export const notificationRoutes: RouteConfigEntry[] = [
  route('notifications', 'routes/notifications/notifications.tsx'),
];
