/**
 * Where Carillon and its oracles (rrule-temporal, python-dateutil, rrule) differ on purpose, and how the comparison goes about
 * it. Whatever is not listed here has to be equal.
 */
export const INTENDED_DIFFERENCES = {
  skippedTime: {
    ours: 'A time that a clock change skips moves forward by the gap, and is counted.',
    theirs: 'rrule-temporal leaves it out, and COUNT goes on beyond it.',
    why: 'RFC 5545 says both; a reminder that is left out helps nobody.',
    comparison:
      'Moved occurrences are taken out of ours; with COUNT, only what comes before the first of them is compared.',
  },
  skippedStart: {
    ours: 'A start at a time that a clock change skips keeps its time of day on all other days.',
    theirs: 'rrule-temporal moves it forward for good: from 02:30 on that day, every day is at 03:30.',
    why: 'The wall clock is what was asked for.',
    comparison: 'Starts that no clock showed are left out.',
  },
  untilDate: {
    ours: 'UNTIL as a date includes that day, at any time of day.',
    theirs: 'It is midnight: the occurrence at 09:00 on the last day falls out.',
    why: 'The RFC forbids the mixture, and people who write "until 3 January" mean 3 January too.',
    comparison: 'They are given the last minute of that day.',
  },
  untilFloating: {
    ours: 'UNTIL as a wall-clock time is one in the zone of the rule.',
    theirs: 'rrule-temporal takes it for UTC.',
    why: 'That is what a time without Z means (RFC 5545 §3.3.5, form 1).',
    comparison: 'They are given the instant.',
  },
  weekAlone: {
    ours: 'BYWEEKNO without days is the weekday of the start.',
    theirs: 'python-dateutil and rrule give all seven days, rrule-temporal two that change from year to year.',
    why: 'RFC 5545: what the rule leaves out is derived from DTSTART.',
    comparison: 'They are given that weekday as BYDAY.',
  },
  mixedDays: {
    ours: 'MO,1TU is every Monday and the first Tuesday.',
    theirs: 'python-dateutil and rrule look for days that are both, and so does rrule-temporal in some rules.',
    why: 'RFC 5545: a list names each of its days.',
    comparison:
      'rrule-temporal is given 1MO, 2MO, … instead of MO, in months; in years see fiftyThirdWeekday. The vectors have no such rule.',
  },
  weekAcrossNewYear: {
    ours: 'A day belongs to the year it is in, whatever week it is in (as python-dateutil and rrule have it).',
    theirs: 'rrule-temporal counts the year of the week: with INTERVAL=2, a Sunday of week 53 is in another year.',
    why: 'The RFC does not say; a date such as 3 January 2027 is in 2027 for everybody.',
    comparison: 'Rules with BYWEEKNO are compared with rrule-temporal only without INTERVAL and BYSETPOS.',
  },
  firstWeekPositions: {
    ours: 'BYSETPOS in a weekly rule picks from the whole first week.',
    theirs: 'python-dateutil and rrule pick from what is left of it after the start; rrule-temporal picks as we do.',
    why: 'RFC 5545: "a set of recurrence instances starts at the beginning of the interval defined by the FREQ rule part".',
    comparison: 'The vectors have no BYSETPOS in weekly rules.',
  },
  weeksAroundNewYear: {
    ours: 'Weeks as ISO 8601 counts them, from both ends: Saturday 1 January 2039 is in week 52 (-1) of 2038.',
    theirs:
      'python-dateutil and rrule take it for week 53, and do not find days in December by -52; rrule-temporal is right.',
    why: 'Theirs are errors.',
    comparison: 'The vectors count weeks from 1 to 51 and from -1 to -51.',
  },
  wrongOffset: {
    ours: 'On 1 June 2004 a clock in La Rioja showed 09:00 at 13:00Z, as the time zone database (and Python) has it.',
    theirs:
      'rrule-temporal has 12:00Z, when it showed 08:00: on the day of a rare clock change it takes the offset of another.',
    why: 'Theirs is an error.',
    comparison:
      'Where a clock does not show the time of the rule at their instant, it is moved to that time on that day.',
  },
  yearDayWeekday: {
    ours: 'BYYEARDAY with BYDAY is those days of the year that are such weekdays, as RFC 5545 has it in its table (note 2).',
    theirs: 'rrule-temporal leaves BYDAY out of account; python-dateutil and rrule do not.',
    why: 'Theirs is an error.',
    comparison: 'Such rules are compared with python-dateutil only.',
  },
  fiftyThirdWeekday: {
    ours: 'A year without a 53rd Monday has none, from either end.',
    theirs: 'rrule-temporal takes one of the next year or the year before; python-dateutil and rrule do not.',
    why: 'Theirs is an error.',
    comparison: 'Such rules are compared with python-dateutil only.',
  },
  calendarEnd: {
    ours: 'Nothing occurs after 2199.',
    theirs: 'They go on to 9999, or give up after some iterations.',
    why: 'Dates of the domain end there, which bounds every expansion.',
    comparison:
      'What they give after 2199 is left out, and so are the few rare rules at which rrule-temporal gives up.',
  },
} as const;
