/** The pages of the settings, in their order. */
export const settingsPages = [
  { to: '/settings', label: 'Profile' },
  { to: '/settings/time', label: 'Time and language' },
  { to: '/settings/reminders', label: 'Reminders' },
  { to: '/settings/webhooks', label: 'Webhooks' },
  { to: '/settings/appearance', label: 'Appearance' },
  { to: '/settings/tokens', label: 'API tokens' },
  { to: '/settings/chat', label: 'Chat' },
  { to: '/settings/connect', label: 'Assistants' },
  { to: '/settings/sessions', label: 'Devices' },
  { to: '/settings/data', label: 'Data' },
];
