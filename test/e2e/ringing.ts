import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import type { Device } from './device.ts';

const PlannedSchema = z.object({
  reminders: z.array(z.object({ taskId: z.string(), reminder: z.object({ id: z.string() }) })),
});

/** The demo's week rings at hours of its own; here only what a test rings is to be heard. */
export async function hush({ context, post }: Device): Promise<void> {
  const answer = await context.request.get('/api/v1/reminders?per_page=100');
  const { reminders } = PlannedSchema.parse(await answer.json());
  const commands = reminders.map(({ taskId, reminder: { id } }) => {
    return { id, type: 'reminder.cancel', taskId, reminderId: id };
  });
  if (commands.length > 0) await post('/api/v1/commands', { commands });
}

/** Makes a task so near its time that its reminder rings at once. */
export async function ring({ post }: Device, ...titles: string[]): Promise<void> {
  const due = { kind: 'fixed', local: new Date(Date.now() + 20 * 60_000).toISOString().slice(0, 16), zone: 'UTC' };
  for (const title of titles) {
    const task = { type: 'task.create', title, due, reminders: [{ when: { kind: 'before', minutes: 30 } }] };
    await post('/api/v1/commands', { commands: [{ id: title.replaceAll(' ', '-'), ...task }] });
  }
}

export const toasts = (page: Page) => page.getByRole('region', { name: 'Reminders', exact: true }).getByRole('article');
export const toast = (page: Page, title: string) => toasts(page).filter({ hasText: title });
export const press = (within: Locator, name: string | RegExp) => within.getByRole('button', { name }).click();
/** A line of the list of what rang. */
export const entry = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });
