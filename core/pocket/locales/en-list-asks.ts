import type { Ask, PocketLocale } from '../pocket-locale.ts';

type ListAsk = Extract<
  Ask,
  | 'overdue'
  | 'showTrash'
  | 'showBare'
  | 'activityWhen'
  | 'activityOf'
  | 'activity'
  | 'mention'
  | 'narrow'
  | 'showAgain'
  | 'show'
  | 'showFiltered'
  | 'when'
  | 'dayPlan'
  | 'next'
  | 'count'
  | 'search'
>;

/** How is asked in English what there is to do, and what happened. */
export const EN_LIST_ASKS: Pick<PocketLocale['asks'], ListAsk> = {
  overdue: [
    '(show|list|find (me)?)? (what | anything | everything | tasks)? (is | are | that is | that are)? overdue (tasks | things | stuff | items)?',
    "(what's | whats) overdue|late",
    '(what | anything | which (ones | tasks)?) (is | are | have)? (overdue | late | past due | i missed) (tasks)?',
    "(what's | whats) past due",
    'am i (running)? behind|late (on|with)? (anything | something)?',
    "(is there | are there | do i have)? what|which|anything|something|stuff|things|tasks (ones | tasks | things | stuff | of my tasks | tasks of mine)? (that)? (am i | i'm | i am | im | i've fallen | have i fallen | i have fallen) (running)? behind|late|overdue (on | with | for)?",
    '(did i | have i) (miss | missed) (anything | any deadlines | any deadline | a deadline | something)',
    'what|which deadlines (did i | have i) (miss | missed)',
    'what did|have i miss|missed',
    'what should i have done (already | by now)?',
    '(show|list|find (me)?)? (my | the | all)? late|overdue|missed tasks|things|stuff|ones|items',
    '(show|list|find|give (me)?)? (all)? (my | the)? overdue {filter}',
    'which {filter} are overdue|late',
    'do i have (anything | any tasks)? overdue|late (tasks)?',
    'is anything overdue|late',
    'how (far | much | badly)? (behind | late) am i',
    "(show | list | tell | give) (me)? (everything | anything | all | what | whatever | the tasks | tasks | things) (that)? (i)? (should have | should've | ought to have | was supposed to have) (i)? (done | finished | completed | been done) (already | by now | before today)?",
    '(is there)? anything i (forgot | have forgotten | missed | have missed | should have done)',
    "anything (i've | that i've) forgotten|missed",
    "(what's | what is | which tasks are | what tasks are | anything) past (its | their | the) due date|deadline",
  ],
  showTrash: [
    '(show | list | open | view | see) (me)? (what is in | everything in | the contents of)? (the | my) trash|bin',
    "(what | what's | whats | anything) (is | is there)? (still)? in (the | my) trash|bin",
    '(show | list) (me)? (what | everything | the tasks | tasks) i (have)? deleted',
  ],
  showBare: ['{filter} tasks|todos', '{filter} tasks|todos {rest}'],
  activityWhen: [
    'when did|have i (last)? (actually)? complete|finish|do|done|completed|finished {ref}',
    'when did|have i (last)? {ref}',
    'when was {ref} completed|finished|done|created|added|deleted|changed',
    'did i (already | ever)? {ref} (already | yet)?',
    'have i (already | ever)? {ref} (already | yet)?',
  ],
  activityOf: [
    'what happened to|with {ref}',
    '(show (me)?)? (the)? history of {ref}',
    '(show (me)?)? (the)? activity of|on|for {ref}',
    'what did i do (with | to) {ref}',
    'what changed on|in|with {ref}',
  ],
  activity: [
    'what did|have i (all)? (finish|finished|do|done|complete|completed|add|added|create|created|delete|deleted|change|changed|accomplish|accomplished|achieve|achieved|close|closed | get done | gotten done | got done | tick off | check off) {when}',
    'what did|have i (all)? (finish|finished|do|done|complete|completed|add|added|create|created|delete|deleted|change|changed|accomplish|accomplished|achieve|achieved|close|closed | get done | gotten done | got done | tick off | check off) (recently | lately | so far | already)?',
    'what (have)? i (finished|done|completed|added|got done) {when}',
    'what happened {when}',
    'what changed {when}',
    '(show (me)?)? (my | the)? (recent | latest | last)? activity|history|log (log)?',
    '(show (me)?)? (my | the)? activity|history|log (log)? (of | for | from)? {when}',
    'which|what tasks did i (finish|complete|do|add|create|delete | get done) {when}',
    'how many tasks did i (finish|complete|do | get done) {when}',
    'how much did i (finish|complete|do | get done) {when}',
    'how productive was i {when}',
    'what was completed|finished|done {when}',
    'how much|many (tasks | things)? (did | have) i (finish | finished | done | do | completed | complete | get done | gotten done | got done) {when}',
    'what have i been (up to | doing | working on) {when}',
  ],
  mention: [
    '(find | search | look | show | list | give | get) (for | up)? (me)? (my | the | all | any | all my | all the)? (tasks | task | ones | anything | everything | things | todos | items) (that | which)? (mention | mentions | mentioning | contain | contains | containing | say | says | saying | include | includes | including | match | matches | matching) (the)? (word | words | term)? {search}',
    '(which | what) (tasks | task | ones | of my tasks) (mention | mentions | contain | contains | say | include | match) (the)? (word | words | term)? {search}',
    '(find | search | look | show | list | give | get) (for | up)? (me)? (my | the | all | any | all my | all the)? (tasks | task | ones | anything | everything | things | todos | items) (with | that have | having) {search} in (the | its | their)? (title | titles | name | names | notes | text)',
  ],
  narrow: [
    '(the | those)? {filter} ones',
    '(and | but)? (only | just) (the | those | show)? {filter} (ones)?',
    '(and)? (which | what) (of (those | them | these)) (are | is | have)? {filter}',
    '(are | is)? any|some|which of (those | them | these) {filter}',
    'of (those | them | these) (only)? (the)? {filter}',
    '(and | but)? (only | just)? {negation}',
  ],
  show: [
    "(what | what's | whats) (is | are)? (still)? (there | left)? (to do | to be done | left to do | on my (to-do | todo)? list)",
    "(show | list | tell | give) (me)? (what | what's | whats | anything | everything) (is | are | i have)? (due | on | planned | scheduled | left)? (for)? {filter}",
    '(show | list | display | give | view | see | open | tell | find | pull up | bring up | search (for)? | look for | look up) (me)? {filter}',
    '(show | list | display) (me)?',
    "(what | what's | whats) (is | are | was)? (there to do | left to do | to do | still to do | to be done | due | on | planned | scheduled | coming up | happening | up | left | open | there) (for | on)? (my)? (plate | list | agenda | schedule | calendar)? {filter}",
    "(what | what's | whats) (is | are)? (due | on | planned | scheduled | coming up | up | left | open) (for | on)? (my)? (plate | list | agenda | schedule | calendar)?",
    'what (do | should | must) i (still)? (have | need) (to do | on | left | planned | to get done)?',
    'what (do | should | must) i (have | need | want) (to do | on | due | left | planned | scheduled)? (for)? {filter}',
    "what (haven't | have not) i (done | finished | completed) (yet)?",
    'what should i (do | be doing | work on | be working on | focus on | get done | tackle) {filter}',
    'what (do | should) i do {filter}',
    'what (do | should) i (need | have | want)? to {filter}',
    '(which | what) (tasks | ones | task | things | todos) (are | is | do i have | have | that)? {filter}',
    '(which | what) {filter} (do i have | are there)',
    '(which | what) (errands | chores | jobs | entries) (are | is | do i have | have | that)? {filter}',
    '(is there)? anything (due | on | planned | scheduled | to do | left)? (for | on)? {filter}',
    "(do i | have i | have we | i've | do we) (have | got) (any | anything | something | some)? (on | due | planned | scheduled | coming up | to do | left)? (for | on)? {filter}",
    '(are there | is there) (any)? {filter}',
    'tasks|todos {filter}',
    '(my | all)? (my)? tasks|todos',
    'open tasks',
    '(my)? {filter} tasks',
    "(what | what's | whats) (is)? (the plan | my plan | the schedule | the agenda | my agenda) (for | on)? {filter}",
    '(how | what) does (my)? {filter} look (like)?',
    "(what is | what's | how is | how's) my {filter} (like | looking)",
  ],
  showAgain: ['(and)? (the | my)? {filter}'],
  showFiltered: [
    '(which | what) (ones | tasks | things)? of (my | the | all my) {filter}',
    "(what | what's | whats | which | which ones) (is | are)? (still)? {filter}",
    "(do i have | are there | is there) (anything | any | something) (that is | that's | that are)? {filter}",
    '(does | do) (anything | something | any of my tasks | any tasks | any task) {filter}',
    '(and | ok)? (,)? (what | how) about (the | my)? {filter} (ones)?',
    'is|are (anything | something | any tasks | any of my tasks | any of them) {filter}',
  ],
  when: [
    'when (is | are | do i have to | do i need to | should i | must i) {ref} (due)?',
    'is|are|was {ref} (already | still | now)? (done | finished | completed | open | urgent | important | due | overdue | late | repeating | recurring | there | around | on (my | the) list)',
    'is|are|was|were {ref} done|finished|completed (yet | already)',
    'what (tags | tag | priority | reminders | reminder | date | due date | deadline | list) (is | are | does | has | do | have) {ref} (have | has | on | in)?',
    "(what is | what are | what's) the (tags | tag | priority | reminders | reminder | date | due date | deadline | details) (of | for | on) {ref}",
    'how important|urgent is {ref}',
    'is|are {ref} due {when}',
    'when (is | are | do i have | should i | do i) {ref} (due)?',
    "when's {ref} (due)?",
    '(what | which) time|day|date is|are {ref} (due | on | happening)?',
    "(when is | when's | what is | what's) (my | the) next {ref} (due)?",
  ],
  dayPlan: [
    'plan my day',
    "(what's | what is | how's | how is) my day (look | looking | like)?",
    'what does my day look like',
    "what's|what (is)? the plan",
  ],
  next: [
    "(what | what's | whats) (is)? (next | up next | my next task | first)",
    'what should i do (next | now | first)?',
    'what now',
    'next (task)?',
  ],
  count: [
    'how many (open)? (tasks | things | todos | items) (do i have | are there | are open | are left | have i)? {filter}',
    'how many (open)? (tasks | things | todos | items) (do i have | are there | are open | are left)?',
    'how many {filter} (do i have | are there)?',
  ],
  search: [
    '(find | search | look) (for | up)? (me)? (tasks)? (about | containing | with | named | called)? {search}',
    'where is {search}',
  ],
};
