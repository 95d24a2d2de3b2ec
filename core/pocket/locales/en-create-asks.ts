import type { Ask, PocketLocale } from '../pocket-locale.ts';

type CreateAsk = Extract<Ask, `add${string}`>;

/** How new tasks are asked for in English. */
export const EN_CREATE_ASKS: Pick<PocketLocale['asks'], Exclude<CreateAsk, 'addTag'>> = {
  addBare: [
    'add|create|make|new (me)? (a | an | another | some)? (new)? (task | todo | to-do | subtask | item | reminder | something | it | one)?',
    'remind me',
    'todo|task',
  ],
  addMany: [
    '(add | create | make | new | put)? (me)? (these | the | following | some | new | a few | a couple of | two | three | four | five | six | seven | eight | nine | ten | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10)? (new | more | following)? (tasks | todos | to-dos | items | things) : {list}',
    '(add | create | make) (me)? (these | some | new | two | three | four | five | six | seven | eight | nine | ten | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10)? (new | more | following)? tasks|todos|to-dos {list}',
    'add {items} to my|the (list | tasks | todos | to-do list | todo list)',
    'put {items} on my|the (list | tasks | todos | to-do list | todo list)',
  ],
  addUrgent: [
    '(add | create | make | new) (me)? (a | an)? (new)? {priority} (task | todo | item)? (to | for | called | named | :)? {title}',
  ],
  addRuled: [
    '(add | create | make | new | set up | schedule) (me)? (a | an | another)? (new)? {rule} task|todo|to-do|item|reminder called|named|titled|to|for|saying|about|: {title}',
    '(add | create | make | new | set up | schedule) (me)? (a | an | another)? (new)? {rule} task|todo|to-do|item|reminder {when} called|named|titled {title}',
    '(add | create | make | new | set up | schedule) (me)? (a | an | another)? (new)? task|todo|to-do|item|reminder {when} called|named|titled {title}',
  ],
  add: [
    '(add | create | make | new | put) (me)? (a | an | another)? (new)? (recurring | repeating | daily | weekly | monthly)? (task | todo | to-do | item | reminder) (to | for | called | named | titled | saying | : | about) {title}',
    '(add | create | make | new) (me)? (a | an | another)? (new)? (recurring | repeating)? (task | todo | to-do | item) {title}',
    '(todo | to-do | task | new task) : {title}',
    '(add | create | new) : {title}',
    '(i | we) (need | have | want | got | ought) to {title}',
    "(i've | we've) got to {title}",
    '(i | we) must|should (really | probably | also)? {title}',
    'schedule (a | an)? {title}',
    'put {title} on my|the (list | tasks | todos | to-do list)',
    'add {title} as a task',
    'add|create (me)? {title}',
    "don't forget to {title}",
    'note to self : {title}',
    'jot down {title}',
    'put|write|note|take down : {title}',
  ],
  addToList: [
    '{rule} add {title}',
    '{when} add {title}',
    '{rule} remind me to {remind}',
    'put|add {title} (on | to) my|the (list | tasks | todos | to-do list | todo list) (due)? {when}',
  ],
};
