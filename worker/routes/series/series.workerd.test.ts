import { describe, expect, it } from 'vitest';
import type { ProjectedOccurrences, SeriesOccurrence, SeriesPage, SeriesView } from '#core/query/series-query.ts';
import { TaskSchema } from '#core/task/task.ts';
import { type ApiCaller, newApiCaller } from '#test/contracts/api-caller.ts';

/** The first of next month, a month in which nothing passes while the tests run. */
function nextMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
}

async function addRepeating(caller: ApiCaller, rule: string, more: object = {}) {
  const task = await caller.addTask({
    title: 'Rent',
    due: { kind: 'date', date: nextMonth() },
    recurrence: { rule },
    ...more,
  });
  const seriesId = task.series?.id ?? '';
  const view = async () => (await caller.call('GET', `/series/${seriesId}`)).json() as unknown as SeriesView;
  return { task, seriesId, view };
}

describe('repeating tasks', () => {
  describe('happy', () => {
    it('API37 are made with a task, listed with what they have come to, and changed', async () => {
      const caller = await newApiCaller();
      const { task, seriesId, view } = await addRepeating(caller, 'FREQ=MONTHLY;BYMONTHDAY=1');
      expect(await view()).toMatchObject({
        series: { id: seriesId, status: 'active', zone: null },
        task: { id: task.id },
        text: 'Every month on the 1st',
        made: 1,
        done: 0,
        lastSlot: null,
      });
      expect((await caller.call('POST', `/tasks/${task.id}/complete`)).status).toBe(200);
      const after = await view();
      expect(after).toMatchObject({ made: 2, done: 1, task: { status: 'open' } });
      const patched = await caller.call('PATCH', `/series/${seriesId}`, { body: { rule: 'FREQ=DAILY;COUNT=3' } });
      expect(patched.json().series).toMatchObject({ rule: 'FREQ=DAILY;COUNT=3', version: after.series.version + 1 });
      const page = (await caller.call('GET', '/series?status=active')).json() as unknown as SeriesPage;
      expect(page).toMatchObject({ total: 1, series: [{ text: 'Every day, 3 times', lastSlot: expect.any(String) }] });
      expect((await caller.call('DELETE', `/tasks/${task.id}/recurrence`)).json().series).toMatchObject({
        status: 'stopped',
      });
      expect(((await caller.call('GET', '/series?status=active')).json() as unknown as SeriesPage).total).toBe(0);
    });

    it('API37 begin on a task that stands, pause, resume and skip, each for the version that If-Match names', async () => {
      const caller = await newApiCaller();
      const task = await caller.addTask({ title: 'Rent', due: { kind: 'date', date: nextMonth() } });
      const body = { rule: 'FREQ=WEEKLY' };
      const started = await caller.call('POST', `/tasks/${task.id}/recurrence`, { body });
      const { id } = TaskSchema.parse(started.json().task).series ?? { id: '' };
      const paused = await caller.call('POST', `/series/${id}/pause`, { headers: { 'if-match': '"1"' } });
      expect(paused.json().series).toMatchObject({ status: 'paused', version: 2 });
      const stale = await caller.call('POST', `/series/${id}/resume`, { headers: { 'if-match': '"1"' } });
      expect([stale.status, stale.code()]).toEqual([412, 'precondition_failed']);
      expect((await caller.call('POST', `/series/${id}/resume`)).json().series).toMatchObject({ status: 'active' });
      const skipped = await caller.call('POST', `/series/${id}/skip`, { body: {} });
      expect(skipped.json().series).not.toMatchObject({ current: { slot: nextMonth() } });
    });

    it('API38 what stands ahead is told over all series and for one, with what became of each slot', async () => {
      const caller = await newApiCaller();
      const { task, seriesId } = await addRepeating(caller, 'FREQ=DAILY', dueTomorrow());
      const ahead = async () =>
        (await caller.call('GET', '/occurrences?days=5')).json() as unknown as ProjectedOccurrences;
      const { occurrences } = await ahead();
      expect(occurrences).toHaveLength(3);
      const [first, second] = occurrences;
      expect(first).toMatchObject({ seriesId, title: 'Rent', due: { kind: 'date', date: first?.slot } });
      await caller.call('POST', `/series/${seriesId}/skip`, { body: { slot: first?.slot } });
      await caller.call('POST', `/series/${seriesId}/occurrences`, { body: { slot: second?.slot } });
      expect((await ahead()).occurrences).toHaveLength(1);
      const answer = await caller.call('GET', `/series/${seriesId}/occurrences?count=4`);
      const told = answer.json().occurrences as SeriesOccurrence[];
      expect(told.map(({ state }) => state)).toEqual(['skipped', 'made', 'ahead', 'ahead']);
      expect(told[1]?.taskId).not.toBe(task.id);
    });
  });

  describe('errors', () => {
    it('API37 says what does not repeat, and what is not there', async () => {
      const caller = await newApiCaller();
      const task = await caller.addTask({ title: 'Once' });
      const stopped = await caller.call('DELETE', `/tasks/${task.id}/recurrence`);
      expect([stopped.status, stopped.code()]).toEqual([404, 'not_found']);
      const begun = await caller.call('POST', `/tasks/${task.id}/recurrence`, { body: { rule: 'FREQ=DAILY' } });
      expect(begun.json()).toMatchObject({ status: 400, errors: [{ path: 'due' }] });
    });
  });
});

/** Where the caller is: for an hour or two before midnight of UTC the day there is another one. */
function dueTomorrow() {
  const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' });
  return { due: { kind: 'date', date: days.format(Date.now() + 86_400_000) } };
}
