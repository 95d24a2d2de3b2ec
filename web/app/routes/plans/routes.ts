import { type RouteConfigEntry, route } from '@react-router/dev/routes';

/** A change that an agent worked out, and a person has to look at. */
export const planRoutes: RouteConfigEntry[] = [route('plans/:planId', 'routes/plans/plan-page.tsx')];
