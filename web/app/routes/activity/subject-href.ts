import { INBOX_ID } from '#core/ids.ts';

/** Where a task is opened, whatever has become of it. */
export function taskHref(taskId: string): string {
  return `/all?task=${taskId}`;
}

export function listHref(listId: string): string {
  return listId === INBOX_ID ? '/inbox' : `/lists/${listId}`;
}

export function viewHref(viewId: string): string {
  return `/views/${viewId}`;
}

export function seriesHref(seriesId: string): string {
  return `/repeating/${seriesId}`;
}
