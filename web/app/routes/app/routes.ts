import { type RouteConfigEntry, route } from '@react-router/dev/routes';

/** Every view of tasks, and what the app asks for beside its pages. */
export const appViewRoutes: RouteConfigEntry[] = [
  route('inbox', 'routes/app/inbox.tsx'),
  route('all', 'routes/app/all.tsx'),
  route('lists/:listId', 'routes/app/list.tsx'),
  route('today', 'routes/app/today.tsx'),
  route('upcoming', 'routes/app/upcoming.tsx'),
  route('overdue', 'routes/app/overdue.tsx'),
  route('completed', 'routes/app/completed.tsx'),
  route('trash', 'routes/app/trash.tsx'),
  route('tags/:tag', 'routes/app/tag.tsx'),
  route('views/:viewId', 'routes/app/saved-view.tsx'),
];
