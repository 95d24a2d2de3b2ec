/** What somebody meets who is not signed in. */
export const PUBLIC_PAGES = [
  '/',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password?token=x',
  '/verify-email?token=x',
  '/unsubscribe/x',
  '/goodbye',
];

/** Views of tasks that are there for everybody who tried the demo. */
export const TASK_VIEWS = ['/inbox', '/today', '/upcoming', '/overdue', '/all', '/completed', '/trash', '/tags/family'];

/** The pages around them. A new one belongs here: what every page owes is asked of all of them. */
export const OTHER_PAGES = [
  '/activity',
  '/notifications',
  '/settings',
  '/settings/time',
  '/settings/reminders',
  '/settings/webhooks',
  '/settings/appearance',
  '/settings/tokens',
  '/settings/connect',
  '/settings/chat',
  '/settings/sessions',
  '/settings/data',
  '/chat',
  '/guide',
  '/guide/language',
  '/guide/due-dates',
  '/guide/repeats',
  '/guide/reminders',
  '/guide/email-and-webhooks',
  '/guide/chat',
];
