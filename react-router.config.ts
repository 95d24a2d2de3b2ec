import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'web/app',
  ssr: true,
  // A deployment is built beside what runs here, not over it.
  buildDirectory: process.env.CARILLON_BUILD ?? 'build',
  // There are few pages: knowing all of them from the start spares a request per link, and links work offline.
  routeDiscovery: { mode: 'initial' },
} satisfies Config;
