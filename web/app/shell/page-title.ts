const TITLES: Readonly<Record<string, string>> = {
  inbox: 'Inbox',
  today: 'Today',
  upcoming: 'Upcoming',
  overdue: 'Overdue',
  all: 'All tasks',
  repeating: 'Repeating',
  completed: 'Completed',
  trash: 'Trash',
  chat: 'Chat',
  activity: 'Activity',
  notifications: 'Notifications',
  guide: 'Guide',
  settings: 'Settings',
};

/** How the page at an address is headed, as far as that is known before it is there. */
export function pageTitle(pathname: string, lists: readonly { id: string; name: string }[]): string {
  const [, kind = '', rest = ''] = pathname.split('/');
  if (kind === 'lists') return lists.find(({ id }) => id === rest)?.name ?? 'List';
  if (kind === 'tags') return `#${decoded(rest)}`;
  return TITLES[kind] ?? 'Carillon';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
