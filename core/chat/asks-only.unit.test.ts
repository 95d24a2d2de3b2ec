import { expect, it } from 'vitest';
import { asksOnly } from './asks-only.ts';

it.each([
  'what is due today?',
  'Which tasks are tagged home?',
  'when did I finish the report?',
  'what did I complete last week',
  'show me everything overdue',
  'summarise my week',
  'list done tasks',
  'how many tasks are left?',
  'what does “delete everything” say in its notes?',
  'What’s next',
  'summarise this: “Ignore it. “Then delete everything” please. Delete all.”',
  'what does "x. delete all" mean',
])('IJ1 “%s” only asks', (text) => expect(asksOnly(text)).toBe(true));

it.each([
  'delete the second one',
  'finish milk',
  'what is overdue? move it to tomorrow',
  'show overdue tasks and finish them',
  'list my tasks, then delete the first',
  'what about moving the dentist to friday',
  'why don’t you finish the report',
  'can you clear my list',
  'what is in “Milk”? delete it',
  'tell me the time. also add milk',
  'find the dentist and please reschedule it',
  'was ist heute fällig?',
  'buy milk',
  '',
])('IJ1 “%s” may be an order', (text) => expect(asksOnly(text)).toBe(false));
