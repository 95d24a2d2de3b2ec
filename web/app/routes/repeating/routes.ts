import { type RouteConfigEntry, route } from '@react-router/dev/routes';

/** What repeats: all of it, and each by itself. */
export const repeatingRoutes: RouteConfigEntry[] = [
  route('repeating', 'routes/repeating/repeating.tsx'),
  route('repeating/:seriesId', 'routes/repeating/series-page.tsx'),
];
