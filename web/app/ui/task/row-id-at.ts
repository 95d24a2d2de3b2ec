/** The task of the row that an event happened in. */
export function rowIdAt(target: EventTarget | null): string | null {
  const row = target instanceof Element ? target.closest('[role="row"]') : null;
  return row?.getAttribute('data-task-id') ?? null;
}
