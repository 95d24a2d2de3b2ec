import { layout, type RouteConfig, type RouteConfigEntry, route } from '@react-router/dev/routes';
import { activityRoutes } from './routes/activity/routes.ts';
import { appViewRoutes } from './routes/app/routes.ts';
import { authRoutes } from './routes/auth/routes.ts';
import { chatRoutes } from './routes/chat/routes.ts';
import { guideRoutes } from './routes/guide/routes.ts';
import { notificationRoutes } from './routes/notifications/routes.ts';
import { planRoutes } from './routes/plans/routes.ts';
import { repeatingRoutes } from './routes/repeating/routes.ts';
import { settingsRoutes } from './routes/settings/routes.ts';

/** The parts of the design system in every state; for us, hence in `npm run dev` and in no build. */
const galleryRoutes: RouteConfigEntry[] =
  process.env.NODE_ENV === 'development'
    ? [
        route('dev/gallery', 'routes/dev-gallery/dev-gallery.tsx'),
        route('dev/gallery/app', 'routes/dev-gallery/dev-gallery-app.tsx'),
      ]
    : [];

/** Every page there is. The layouts around the signed-in ones load what stands around a page, then the open task. */
export default [
  ...authRoutes,
  layout('routes/app/app-data.tsx', { id: 'app' }, [
    layout('routes/app/app-frame.tsx', { id: 'app-frame' }, [
      ...appViewRoutes,
      ...settingsRoutes,
      ...activityRoutes,
      ...notificationRoutes,
      ...planRoutes,
      ...chatRoutes,
      ...repeatingRoutes,
      ...guideRoutes,
    ]),
  ]),
  ...galleryRoutes,
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
