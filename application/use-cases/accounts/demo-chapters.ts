import type { CommandInput } from '#core/command/command.ts';
import type { NewId } from '#core/ids.ts';
import type { Due } from '#core/task/due.ts';
import { addDays } from '#core/time/local.ts';
import { demoNotes } from './demo-notes.ts';

/** What was done in one sitting: one commit. */
export interface Chapter {
  /** Wall clock of the account's zone. */
  date: string;
  time: string;
  isByAssistant: boolean;
  commands: CommandInput[];
}

type TaskInput = Omit<Extract<CommandInput, { type: 'task.create' }>, 'type'>;

/** The week behind and ahead of somebody with a launch at work and a trip to come, as seen from `today`. */
export function demoChapters(newId: NewId, today: string): Chapter[] {
  const day = (days: number) => addDays(today, days);
  const on = (days: number): Due => ({ kind: 'date', date: day(days) });
  const at = (days: number, time: string): Due => ({ kind: 'floating', local: `${day(days)}T${time}` });
  const atIn = (days: number, time: string, zone: string): Due => ({
    kind: 'fixed',
    local: `${day(days)}T${time}`,
    zone,
  });
  const add = (task: TaskInput): CommandInput => ({ type: 'task.create', ...task });
  const under = (parentId: string, titles: string[]) =>
    titles.map((title) => add({ taskId: newId('task'), title, parentId }));

  const work = newId('list');
  const home = newId('list');
  const trip = newId('list');
  const reading = newId('list');
  const kitchen = newId('list');
  const launch = newId('task');
  const packing = newId('task');
  const tax = newId('task');
  const plumber = newId('task');
  const flights = newId('task');
  const tiles = newId('task');
  const copy = newId('task');
  const survey = newId('task');
  const storyboard = newId('task');

  return [
    {
      date: day(-8),
      time: '09:12',
      isByAssistant: false,
      commands: [
        { type: 'list.create', listId: work, name: 'Work' },
        { type: 'list.create', listId: home, name: 'Home' },
        { type: 'list.create', listId: trip, name: 'Trip to Lisbon' },
        { type: 'list.create', listId: reading, name: 'Reading' },
        { type: 'list.create', listId: kitchen, name: 'Kitchen renovation' },
        add({ taskId: tiles, title: 'Choose the tiles', listId: kitchen, tags: ['shopping'] }),
        add({
          taskId: plumber,
          title: 'Pay the plumber',
          listId: kitchen,
          priority: 'medium',
          due: on(-4),
          notes: demoNotes.plumber,
        }),
      ],
    },
    {
      date: day(-7),
      time: '08:41',
      isByAssistant: false,
      commands: [
        add({
          taskId: launch,
          title: 'Launch the autumn catalogue',
          listId: work,
          priority: 'urgent',
          due: at(2, '10:00'),
          tags: ['catalogue', 'launch'],
          notes: demoNotes.launch,
        }),
        add({ taskId: copy, title: 'Final copy from Mira', parentId: launch, priority: 'high' }),
        ...under(launch, [
          'Proof of all 48 pages',
          'Prices checked with Finance',
          'Release note for the shops',
          'Switch the landing page over',
        ]),
        add({
          taskId: storyboard,
          title: 'Storyboard for the product film',
          listId: work,
          priority: 'medium',
          due: at(-1, '17:00'),
          tags: ['catalogue', 'film'],
        }),
        add({
          title: 'Interview: Jonas Keller, second round',
          listId: work,
          priority: 'high',
          due: at(0, '15:30'),
          tags: ['hiring'],
          notes: demoNotes.interview,
        }),
        add({
          title: 'Call with the New York studio',
          listId: work,
          due: atIn(1, '11:00', 'America/New_York'),
          recurrence: { rule: 'FREQ=WEEKLY' },
          tags: ['film', 'calls'],
        }),
        add({ taskId: survey, title: 'Read the customer survey', listId: work, due: on(-2), tags: ['research'] }),
        add({
          title: 'Quarterly review: gather the numbers',
          listId: work,
          priority: 'high',
          due: on(6),
          tags: ['review'],
          recurrence: { rule: 'FREQ=MONTHLY;INTERVAL=3' },
        }),
        add({
          title: 'Answer the accessibility audit',
          listId: work,
          priority: 'medium',
          due: on(9),
          tags: ['research', 'review'],
          notes: demoNotes.audit,
        }),
        add({ title: 'Ask IT for a second monitor', listId: work, priority: 'low' }),
      ],
    },
    {
      date: day(-5),
      time: '19:26',
      isByAssistant: false,
      commands: [
        add({
          taskId: flights,
          title: 'Book the flights',
          listId: trip,
          priority: 'high',
          due: on(-3),
          tags: ['travel'],
        }),
        add({ taskId: packing, title: 'Pack', listId: trip, due: at(11, '20:00'), tags: ['travel'] }),
        ...under(packing, [
          'Passports',
          'Chargers and the adapter',
          'Sunscreen',
          'The book from Ana',
          'Snacks for the train',
        ]),
        add({
          title: 'Table for four at Ramiro',
          listId: trip,
          priority: 'medium',
          due: atIn(5, '12:00', 'Europe/Lisbon'),
          tags: ['calls', 'travel'],
          notes: demoNotes.table,
        }),
        add({
          title: 'Tram 28 before the crowds',
          listId: trip,
          due: atIn(13, '07:30', 'Europe/Lisbon'),
          tags: ['travel'],
        }),
        add({ title: 'Find somebody to feed the cat', listId: trip, priority: 'high', due: on(4), tags: ['family'] }),
        { type: 'task.complete', taskId: tiles },
      ],
    },
    {
      date: day(-4),
      time: '18:05',
      isByAssistant: false,
      commands: [
        add({
          taskId: tax,
          title: 'Send the tax papers',
          listId: home,
          priority: 'high',
          due: on(-1),
          tags: ['money'],
          notes: demoNotes.tax,
        }),
        add({
          title: 'Water the plants',
          listId: home,
          due: on(0),
          recurrence: { rule: 'FREQ=DAILY;INTERVAL=3', trigger: { kind: 'on_completion', anchor: 'completion' } },
        }),
        add({ title: 'Dentist', listId: home, due: at(3, '08:15'), tags: ['health'] }),
        add({
          title: 'Birthday present for Papa',
          listId: home,
          priority: 'medium',
          due: on(7),
          tags: ['family', 'shopping'],
        }),
        add({ title: 'Bulbs for the front garden', listId: home, due: on(1), tags: ['shopping'] }),
        add({ title: 'Renew the library card', listId: home, priority: 'low', due: on(20) }),
        { type: 'task.complete', taskId: plumber },
        { type: 'list.archive', listId: kitchen },
      ],
    },
    {
      date: day(-3),
      time: '21:48',
      isByAssistant: false,
      commands: [
        add({ title: 'The Left Hand of Darkness', listId: reading, tags: ['novel'] }),
        add({ title: 'How Big Things Get Done', listId: reading, tags: ['essay'], notes: demoNotes.book }),
        add({ title: 'Pedro Páramo', listId: reading, tags: ['novel'] }),
        { type: 'task.complete', taskId: flights },
        { type: 'task.complete', taskId: survey },
      ],
    },
    {
      date: day(-1),
      time: '16:20',
      isByAssistant: true,
      commands: [
        { type: 'task.update', taskId: launch, patch: { due: at(3, '10:00') } },
        { type: 'task.tag', taskId: storyboard, add: ['waiting'], remove: [] },
        add({
          title: 'Tell the shops that the launch moved by a day',
          listId: work,
          priority: 'high',
          due: at(0, '12:00'),
          tags: ['catalogue', 'launch'],
        }),
      ],
    },
    {
      date: today,
      time: '07:55',
      isByAssistant: false,
      commands: [
        add({
          title: 'Welcome! Press ? to see what the keyboard can do',
          notes: demoNotes.welcome,
          priority: 'medium',
          due: on(0),
        }),
        add({ title: 'Idea: a reading corner by the window' }),
        add({ title: 'Return the drill to Sam', due: at(0, '18:30'), tags: ['family'] }),
        add({ title: 'Look up the recipe for the walnut bread' }),
        ...trashed(newId, 'Cancel the old gym membership'),
        { type: 'task.complete', taskId: copy },
      ],
    },
  ];
}

/** Something that was added by mistake, and can be found in the trash. */
function trashed(newId: NewId, title: string): CommandInput[] {
  const taskId = newId('task');
  return [
    { type: 'task.create', taskId, title },
    { type: 'task.delete', taskId },
  ];
}
