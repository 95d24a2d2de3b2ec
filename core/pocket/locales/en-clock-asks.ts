import type { PocketLocale } from '../pocket-locale.ts';
import { NEEDS_NO, NO_NEED, OFF } from './en-phrases.ts';

const REMIND =
  "(remind me | alert me | notify me | ping me | let me know | tell me | warn me | give me a heads up | (i want | i would like | i'd like | i need) to be reminded|alerted|notified|told)";

type ClockAsk =
  | 'cancelReminder'
  | 'remindBefore'
  | 'remindAbout'
  | 'softRemind'
  | 'remindTo'
  | 'stopRepeat'
  | 'softStop'
  | 'repeat'
  | 'softRepeat'
  | 'bareRepeat'
  | 'skip'
  | 'skipOne';

/** How reminders and repetition are asked for in English. */
export const EN_CLOCK_ASKS: Pick<PocketLocale['asks'], ClockAsk> = {
  cancelReminder: [
    'forget|skip|lose|cancel|drop (about)? (the | that | this | my) reminder|reminders|alert',
    'cancel|remove|delete|clear|drop|stop|disable (the | all | my | any)? reminder|reminders|alert|alerts for|on|from|of|about {ref}',
    'turn|switch off (the | all | my)? reminder|reminders|alert|alerts for|on|of|about {ref}',
    'turn|switch (the | all | my)? reminder|reminders|alert|alerts off for|on|of|about {ref}',
    "(don't | do not | dont | stop | no longer | never) (ever)? remind|reminding me (about | of | to | for) {ref} (again | ever again | any more | anymore)?",
    "(don't | do not | dont | stop) remind|reminding me",
    'cancel|remove|delete|drop (the | my | its)? reminder|reminders',
    'cancel|remove|delete (the | my)? {ref} reminder|reminders|alert',
    'no reminder|reminders for {ref}',
    'take (the | all | my | any)? reminder|reminders|alert|alerts off|from|away (from)? {ref}',
    `${OFF} (the | all | my | any)? reminder|reminders|alert|alerts for|on|from|of|about {ref}`,
    `${OFF} (the | my)? {ref} reminder|reminders|alert`,
    `${NO_NEED} (a | any | the)? reminder|reminders|alert for|about|on|of {ref} (any more | anymore)?`,
    `{ref} ${NEEDS_NO} (a | any | the)? reminder|reminders|alert (any more | anymore)?`,
    `${NO_NEED} to be reminded|alerted|notified (of | about | to) {ref} (any more | anymore)?`,
    '(stop | quit) (bugging | nagging | bothering | notifying | alerting | pinging | telling | warning) me (about | of | for | to) {ref}',
    "(don't | do not | dont | never) (alert | notify | ping | bug | nag | bother | warn) me (about | of | for | to) {ref} (any more | anymore | again)?",
  ],
  remindBefore: [
    'set|change|move|put (the | my)? {ref} reminder|alert (to | for | at) {lead} before|beforehand|earlier|ahead',
    'set|change|move|put (the | my)? reminder|alert (for | of | on | about) {ref} (to | for | at) {lead} before|beforehand|earlier|ahead',
    '(remind|alert|notify|ping me)? {lead} before|prior|beforehand',
    '(remind|alert|notify|ping me)? {lead} before|beforehand (it | that | too | as well | then | too as well)?',
    'remind|alert|notify|ping me {lead} before {ref}',
    'remind|alert|notify|ping me {lead} ahead of {ref}',
    'remind|alert|notify|ping me (about | of | for) {ref} {lead} before|beforehand|earlier|ahead',
    '(set | add | create | put | give me | make | schedule | i need | i want)? (a | another)? reminder|alert (for | on | about | to) {ref} (the)? {lead} before|beforehand|earlier',
    '(set | add | create | put | give me | make | i need | i want)? (a | another)? reminder|alert {lead} before|beforehand {ref}',
    '(set | add | create | put | give me | make | i need | i want)? (a | another)? {lead} reminder|alert (for | on | about | to) {ref}',
    'give {ref} (a | another)? {lead} reminder|alert',
    'remind me to {ref} {lead} before|beforehand',
    'remind|alert|notify|ping me the {lead} before {ref}',
    `${REMIND} (of | about | for)? {ref} {lead} before|beforehand|earlier|ahead`,
    `${REMIND} {lead} before|beforehand (it | that)?`,
    `${REMIND} {lead} before {ref}`,
  ],
  remindAbout: [
    'set|change|move|put (the | my)? {ref} reminder|alert (to | for | at | on) {reminder}',
    'set|change|move|put (the | my)? reminder|alert (for | of | on | about) {ref} (to | for | at | on) {reminder}',
    'remind|alert|notify|ping me (about | of | for) {ref} {reminder}',
    'remind|alert|notify|ping me {reminder} (about | of) {ref}',
    '(set | add | create | put | give me | i need | i want) (a | another)? reminder|alert (for | on | about) {ref} {reminder}',
    '(set | add | create | put | give me | i need | i want) (a | another)? reminder|alert {reminder} (for | on | about) {ref}',
    'remind|alert|notify|ping me {reminder} (too | as well | instead)?',
    `${REMIND} of|about {ref} {reminder}`,
    `${REMIND} {reminder} of|about {ref}`,
  ],
  softRemind: [
    '(set | add | create | put | give me | i need | i want) (a | another)? reminder|alert to {ref} {reminder}',
  ],
  remindTo: [
    '(please)? remind me to {title}',
    "don't let me forget to {title}",
    'remind me that {title}',
    '(set | add | create | make | i need | i want | give me | put) (me)? (a | another) reminder to {title}',
    'remind me about {title}',
  ],
  stopRepeat: [
    '(only | just)? (once)? (,)? no (more)? repeat|repeats|repeating|repetition',
    '(only | just) once (,)? (please)?',
    'stop repeating {ref}',
    'stop {ref} from repeating|recurring',
    'stop {ref} repeating|recurring',
    '{ref} should|must not|no (longer | more)? repeat|recur (any more | anymore | again)?',
    "{ref} shouldn't|needn't repeat|recur (any more | anymore)?",
    "{ref} (does not | doesn't | doesnt | no longer) (need | needs | have | has) to repeat|recur (any more | anymore | any longer)?",
    "{ref} (does not | doesn't | doesnt | need not | no longer) repeat|repeats|recur|recurs (any more | anymore | any longer)?",
    '{ref} (is no longer | is not | should no longer be) recurring|repeating (any more | anymore | any longer)?',
    'make {ref} not repeat|recur|recurring|repeating (any more | anymore)?',
    'make {ref} non-recurring|one-off|nonrecurring',
    'make {ref} a one-off (task)?',
    'cancel|stop|end|remove|delete|clear|drop (the)? recurrence|repetition|repeat|repeats|schedule|rule|series|repeating of|for|from|on {ref}',
    'cancel|stop|end (the)? {ref} recurrence|repetition|series|repeat',
    'stop|end|cancel (the)? recurring|repeating {ref}',
    "don't repeat {ref} (any more | anymore)?",
    'do not repeat {ref} (any more | anymore)?',
    'no longer repeat {ref}',
    'unrepeat {ref}',
    `${OFF} (the)? recurrence|repetition|repeat|repeating|series of|for|from|on {ref}`,
    'make|have {ref} happen (only | just)? once',
    'stop {ref} from (coming back | happening again | showing up again | coming up again)',
  ],
  softStop: [
    "(i | we) (no longer | don't | do not | dont) (want | need | have | wish | plan) to {ref} (every | each) {text}",
    "(i | we) (no longer | don't | do not | dont) (want | need | have | wish | plan) to {ref} daily|weekly|monthly|yearly|regularly (any more | anymore | any longer)?",
    "(i | we) (no longer | don't | do not | dont) want|need {ref} to repeat|recur (any more | anymore | any longer)?",
    'no more {ref} (every | each) {text}',
    '{ref} (is | are | should be) (no longer | not) daily|weekly|monthly|yearly|recurring|repeating (any more | anymore)?',
    '{ref} (only | just) (needs to | has to | should)? (happens | happen)? once',
  ],
  repeat: [
    'make|set|let|have {ref} (to)? repeat|recur|happen {rule}',
    'make {ref} (a)? recurring|repeating {rule}',
    'repeat {ref} {rule}',
    '{ref} should|must|needs|has (to)? (now)? repeat|recur|happen {rule}',
    '{ref} repeats|recurs {rule}',
    'make|set {ref} (to | as | a)? {rule}',
    'change|set the recurrence|repetition|rule|schedule of|for {ref} to {rule}',
    'change|switch|move|set|reschedule {ref} to (be)? {rule}',
    'i want {ref} to repeat {rule}',
    'do {ref} (only)? {rule}',
    'make {ref} (a | an) {rule} (thing | task | event | job | chore | habit | routine)',
  ],
  softRepeat: [
    'schedule {ref} (for)? {rule}',
    '{ref} only|just {rule}',
    '{ref} {rule} (only | instead | from now on)',
    '{ref} (should be | is | becomes | is now | should now be | should happen | needs to be done | has to be done | gets done) (only)? {rule}',
  ],
  bareRepeat: ['{ref} {rule}'],
  skipOne: [
    'skip only|just this one|time of|for {ref}',
    'skip only|just (this | the) (one | time | occurrence)? (of | for)? {ref}',
    'skip {ref} (only | just)? (this | one) time|once',
    'skip {ref} once',
  ],
  skip: [
    'skip {ref} {when}',
    "skip (tomorrow's | today's | tonight's | this week's | next week's | this month's | the next) {ref}",
    'skip (the next | this | one)? (occurrence | one | time)? (of)? {ref}',
  ],
};
