/** The mark in every size somebody asks for; spread into the `links` of the document. */
export const identityLinks = [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'icon', href: '/icons/icon-192.png', type: 'image/png', sizes: '192x192' },
  { rel: 'apple-touch-icon', href: '/icons/apple-touch-icon.png', sizes: '180x180' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
];

/** What a phone paints around the page: `--surface`, in both themes, as the browser's chrome needs it before any style sheet. */
export const themeColors = [
  { name: 'theme-color', content: '#fcfdfe', media: '(prefers-color-scheme: light)' },
  { name: 'theme-color', content: '#12161e', media: '(prefers-color-scheme: dark)' },
];
