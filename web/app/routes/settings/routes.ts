import { index, type RouteConfigEntry, route } from '@react-router/dev/routes';

/** One page for each kind of setting, inside the signed-in shell. */
export const settingsRoutes: RouteConfigEntry[] = [
  route('settings', 'routes/settings/settings-layout.tsx', [
    index('routes/settings/profile.tsx'),
    route('time', 'routes/settings/time.tsx'),
    route('reminders', 'routes/settings/reminders.tsx'),
    route('webhooks', 'routes/settings/webhooks.tsx'),
    route('webhooks/:webhookId', 'routes/settings/webhook.tsx'),
    route('appearance', 'routes/settings/appearance.tsx'),
    route('tokens', 'routes/settings/tokens.tsx'),
    route('chat', 'routes/settings/chat.tsx'),
    route('connect', 'routes/settings/connect.tsx'),
    route('sessions', 'routes/settings/sessions.tsx'),
    route('data', 'routes/settings/data.tsx'),
  ]),
];
