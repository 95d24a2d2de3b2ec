import { type RouteConfigEntry, route } from '@react-router/dev/routes';

/** What happened, inside the signed-in shell. */
export const activityRoutes: RouteConfigEntry[] = [route('activity', 'routes/activity/activity.tsx')];
