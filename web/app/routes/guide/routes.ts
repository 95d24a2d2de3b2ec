import { type RouteConfigEntry, route } from '@react-router/dev/routes';

/** How dues, repeats and reminders behave, inside the signed-in shell. */
export const guideRoutes: RouteConfigEntry[] = [
  route('guide', 'routes/guide/guide-contents.tsx'),
  route('guide/:chapter', 'routes/guide/guide-chapter.tsx'),
];
