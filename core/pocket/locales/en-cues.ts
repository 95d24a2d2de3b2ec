import type { PocketLocale } from '../pocket-locale.ts';

/** Around a verb that was done to a task: `got moved`, and never `i moved`. */
const PASSIVE = ['is', 'are', 'was', 'were', 'be', 'been', 'being', 'got', 'gets', "it's", "that's", 'has been'];
const MOVED = ['moved', 'pushed', 'shifted', 'postponed', 'rescheduled', 'bumped', 'delayed', 'deferred', 'extended'];
const BACK = ['', ' back', ' forward', ' out'];

/**
 * What single English words say where no pattern fits. What a title may just as well hold (`wait for mom`, `date with mom`,
 * `forward the report`) is none of these, and neither is what was done: `i deleted the milk by mistake` orders nothing.
 */
export const EN_CUES: PocketLocale['cues'] = {
  orders: [
    [
      'move|push|shift|postpone|reschedule|bump|delay|defer|rebook|extend|bring forward|push back|push out|move up|move back|put off',
      'move',
    ],
    ['stop|cancel|clear|turn off|switch off|skip|drop|kill|unset|remove|delete|erase|lose|get rid of|take off', 'away'],
  ],
  words: [
    [PASSIVE.flatMap((be) => MOVED.flatMap((verb) => BACK.map((back) => `${be} ${verb}${back}`))).join('|'), 'move'],
    ['should be|must be|needs to be|need to be|has to be|have to be|ought to be|had better be', 'ought'],
    ['can be|could be|is fine|is ok|is okay|is enough|is good enough|will do|would be fine', 'suffice'],
    ['later', 'later'],
    ['earlier|sooner', 'earlier'],
    ['due|deadline|due date', 'due'],
    [
      'remind|reminded|reminding|reminder|reminders|alert me|notify me|nudge me|ping me|heads up|heads-up|an alert|the alert|my alert|any alerts',
      'remind',
    ],
    ['repeat|repeating|recur|recurring|recurrence|repetition', 'repeat'],
    [
      "no need|no longer|no longer needs|no longer need|don't need|do not need|doesn't need|does not need|don't have to|do not have to|doesn't have to|does not have to|needn't|need not|don't need to|doesn't need to|do not need to|does not need to|shouldn't|should not|needs no|no more|anymore|any more|any longer",
      'unneeded',
    ],
    ['the tag|the tags|that tag|this tag|a tag|tags|the label|the labels|a label|labels', 'tag'],
    ['priority', 'priority'],
    [
      "not|no|don't|dont|never|isn't|aren't|wasn't|won't|can't|unless|if|only|except|but|or|than|when|while|because|stop|cancel|clear|skip|drop|forget|lose|delete|deleted|remove|removed|instead of|rather than|maybe|might|almost|nearly|keep|back|more",
      'limit',
    ],
  ],
  neutral:
    "to|is|are|was|were|it's|that's|they're|i|i'd|i'll|i'm|i've|we|we'd|we'll|we've|me|us|can|could|would|will|like|want|please|now|actually|instead|make|set|put|get|got|has|have|give|change|swap|switch|let|let's|so|really|just|also|then|for|of|with|on|at|in|into|onto|from|as|and|by|till|until|too|up|out|over|around|some|any|well|think|prefer|better|ok|okay|thanks|needs|need|add|its|their|happen|quite|very|again|already|yet|finally|entry|item|about|after all|once|stick|slap|carry|attach",
  aside:
    'mistake|accident|wrong|oops|error|as it was|not|be|been|any more|anymore|that|so|too|bit|longer|all|finished|done|complete|completed|yet|still',
  lead: 'before|beforehand|ahead|ahead of|in advance|prior|prior to',
  toTag: 'with|as|called|named|:',
};
