import { index, layout, type RouteConfigEntry, route } from '@react-router/dev/routes';

/** Everything a visitor sees who is not signed in, and where the links of mails lead. */
export const authRoutes: RouteConfigEntry[] = [
  index('routes/auth/welcome.tsx'),
  layout('routes/auth/auth-layout.tsx', [
    route('sign-in', 'routes/auth/sign-in.tsx'),
    route('sign-up', 'routes/auth/sign-up.tsx'),
    route('forgot-password', 'routes/auth/forgot-password.tsx'),
    route('reset-password', 'routes/auth/reset-password.tsx'),
    route('verify-email', 'routes/auth/verify-email.tsx'),
    route('unsubscribe/:token', 'routes/auth/unsubscribe.tsx'),
    route('goodbye', 'routes/auth/goodbye.tsx'),
  ]),
];
