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
    'add|create {series}',
    'put {items} on my|the (list | tasks | todos | to-do list | todo list)',
    'add|create|new : {series}',
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
    '(i | we) (also | still | really | just | will)? (need | have | want | got | ought | plan) to {title}',
    "(i'm | i am | we're) (going | planning | supposed | meant) to {title}",
    "(i've | we've) got to {title}",
    '(i | we) must|should (really | probably | also)? {title}',
    'schedule (a | an)? {title}',
    'put {title} on my|the (list | tasks | todos | to-do list)',
    'add {title} as a task',
    'add|create (me)? {title}',
    "don't forget to {title}",
    'note to self : {title}',
    '(throw | pop | stick | chuck | slot | put) in (a | another)? (new)? task|todo|to-do|item|reminder to|for|called|: {title}',
    '(log | enter | register | jot down | write down | note down | start | open | give me | i need | i want) (a | another)? (new)? task|todo|to-do|item to|for|called|named|: {title}',
    '(note | write | jot | put | make a note | make a note of the fact) (down)? that (i | we) (need to | have to | must | should | want to | ought to) {title}',
    'remember to {title}',
    'jot down {title}',
    'put|write|note|take down : {title}',
  ],
  addDated: [
    '(i | we) (have | have got | got) (a | an | my) {title}',
    "(i've | we've) got (a | an | my) {title}",
    "(there is | there's | theres) (a | an) {title}",
  ],
  addToList: [
    '{rule} (, | please)? (add | (i | we) (need | have | want | got | ought | would like | plan) to | i must|should|will | remember to) {title}',
    '{when} (, | please)? (add | (i | we) (need | have | want | got | ought | would like | plan) to | i must|should|will | remember to) {title}',
    '{rule} remind me to {remind}',
    'put|add {title} (on | to) my|the (list | tasks | todos | to-do list | todo list) (due)? {when}',
    'note|write|jot down (that (i | we) (need to | have to | must | should | want to) | to)? {title}',
    'make|take|write (me)? (a | another) note to {title}',
  ],
};
