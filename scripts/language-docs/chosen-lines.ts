/** A part of the reference: what it is about, in words, and lines of the vectors that show it. */
export interface LineSection {
  readonly title: string;
  readonly words: string;
  readonly locale: string;
  readonly lines: readonly string[];
}

/** A part about queries. */
export interface QuerySection {
  readonly title: string;
  readonly words: string;
  readonly queries: readonly string[];
}

/** Of the vectors, one of each kind. A line that no vector holds is refused, so that each is known to be right. */
export const LINE_SECTIONS: readonly LineSection[] = [
  {
    title: 'On which day?',
    words:
      'A weekday is the first one after today, and with “next” the one of the following week. A day without a year is the next real one. In dates of digits the month comes first where both orders are possible, unless your settings or your language say otherwise; the other reading is one press away.',
    locale: 'en',
    lines: [
      'buy milk tomorrow',
      'call mom friday',
      'call mom next friday',
      'plan sprint next week',
      'pay council tax next month',
      'send invoices end of month',
      'pay the gardener on the 15th',
      'buy candles dec 5',
      'renew passport april 12, 2029',
      'renew passport 2029-04-12',
      'file taxes on 6/7',
      'file taxes 15/4',
      'leap day party feb 29',
      'review budget in two weeks',
      'team photo last friday of the month',
      'board dinner on the third thursday of november',
    ],
  },
  {
    title: 'At what time?',
    words:
      'A bare time is the next one. Without am or pm, 1 to 7 is in the afternoon and 8 to 11 in the morning; with a colon it is a 24-hour time. When morning, noon, evening and night begin is in your settings.',
    locale: 'en',
    lines: [
      'call Lena at 3',
      'call Lena at 9',
      'call Lena at 9:15',
      'call Lena 5pm',
      'call Lena tomorrow at 3',
      'water the ficus tomorrow morning',
      'water the ficus by eod',
      'water the ficus tonight',
      'water the ficus tonight at midnight',
      'call Lena in 90 min',
    ],
  },
  {
    title: 'How often?',
    words:
      'Only what the words say is part of the rule; the rest it takes from its first day. “every!” and “after completion” count from the day on which it was done, all else keeps to its dates.',
    locale: 'en',
    lines: [
      'stretch every day at 9',
      'stretch every 3 days',
      'team sync every weekday at 9:30',
      'take out trash every other tuesday',
      'gym every mon, wed and fri',
      'gym mondays and thursdays',
      'pay rent every month on the 1st at 9 #home p1 !1d',
      'pay rent every month on the 31st',
      'pay rent on the last day of every month',
      'book club first monday of every month',
      'expenses on the last weekday of every month',
      'tax review quarterly',
      'sync with Ada every 2 weeks starting friday',
      'sync with Ada every 2 weeks on thursday',
      'anniversary gift every june 14',
      'change filter every! 3 months',
      'change filter 10 days after I finish',
      'antibiotics every day for 7 days',
      'physio every monday until june 30',
    ],
  },
  {
    title: 'When does it remind me?',
    words: 'Before the due with “!” and a length or in words, or at a time of its own on the due day.',
    locale: 'en',
    lines: [
      'dentist friday 3pm !30m',
      'dentist friday 3pm !2h !1d',
      'dentist friday 3pm remind me 30 minutes before',
      'dentist friday 3pm remind me at noon',
      'dentist friday 3pm remind me the evening before',
      'remind me to call the vet at 4pm',
      'remind me to call the vet on friday',
    ],
  },
  {
    title: 'Which tags, list and priority?',
    words: 'A “#” makes a tag, a “+” names a list; p1 is the most urgent, p4 the least.',
    locale: 'en',
    lines: [
      'fix the tap #home #urgent-stuff',
      '+work send the slides tomorrow',
      'fix the tap p1',
      'fix the tap !low #garden',
      'fix the tap high priority',
      'urgent: fix the tap',
    ],
  },
  {
    title: 'What stays text?',
    words:
      'What only looks like an instruction. A day that does not exist and a choice between two are left for you: nothing picks another day, and what may be meant is offered to be taken with one press.',
    locale: 'en',
    lines: [
      'Read 1984',
      'Call May',
      'weekly newsletter',
      'Fix issue #123',
      'watch "Friday Night Lights" tomorrow',
      'feb 30 dentist 9am',
      'rent on the 32nd every month',
      'call Bob friday and Ann saturday',
      'dentist monday or tuesday 9am',
      'dentist at 3 or 4',
    ],
  },
  {
    title: 'In German?',
    words: 'In the language of your settings; here in German, with the day before the month.',
    locale: 'de',
    lines: [
      'Oma morgen um 9 anrufen',
      'Zahnarzt am Freitag um 15 Uhr',
      'Lisa treffen nächsten Freitag',
      'Lisa treffen diesen Freitag um halb drei',
      'Präsentation nächste Woche Mittwoch',
      'Vertrag prüfen Ende nächsten Monats',
      'Rechnung zahlen 9.6.27 um 8 Uhr',
      'Ofen ausschalten in einer halben Stunde',
      'Kino am Freitagabend',
      'Standup werktags um 10:30',
      'Müll jeden Montag rausbringen',
      'Chorprobe dienstags und donnerstags um 18 Uhr',
      'Zahnarzt am 31. April um 9 Uhr',
    ],
  },
  {
    title: 'In Spanish?',
    words: 'The same in Spanish, with the day before the month.',
    locale: 'es',
    lines: [
      'llamar a mamá mañana',
      'dentista el viernes a las 3 de la tarde',
      'ver a Luisa el próximo viernes',
      'presentación la semana que viene',
      'revisar contrato a fin de mes',
      'pagar factura 9/6/27 a las 8',
      'apagar el horno en media hora',
      'llamada a las tres menos cuarto',
      'cine el viernes por la noche',
      'sacar la basura todos los lunes',
      'yoga todos los martes y jueves',
      'dentista el 31 de abril a las 9:00',
    ],
  },
  {
    title: 'In Urdu?',
    words: 'The same in Urdu, with either kind of digits.',
    locale: 'ur',
    lines: [
      'امی کو کل فون کرنا',
      'ڈاکٹر جمعہ کو شام ۵ بجے',
      'علی سے ملنا اگلے جمعہ',
      'اگلے ہفتے میٹنگ کی تیاری',
      'معاہدہ دیکھنا مہینے کے آخر میں',
      'بل دینا ۹/۶/۲۰۲۷',
      'چولہا بند کرنا آدھے گھنٹے بعد',
      'کال پونے تین بجے',
      'فلم جمعہ کی شام',
      'کچرا ہر پیر کو نکالنا',
      'یوگا ہر منگل اور جمعرات کو شام 6 بجے',
      '31 اپریل کو ڈاکٹر شام 5 بجے',
    ],
  },
];

export const QUERY_SECTIONS: readonly QuerySection[] = [
  {
    title: 'How do I look for tasks?',
    words:
      'The search box, saved views, the chat and the API (`q`) share one language. Words are looked for in titles and notes. Open tasks are meant unless a query says otherwise. A colon as people write it (`10:30`, `re: invoice`, an address) is text; `word:word` is a field, and one that there is none of is refused with the right one: as text the colon is written `\\:`, or all of it in quotes.',
    queries: [
      'call dentist',
      'search: call the',
      'today',
      'overdue',
      '7 days',
      'no date',
      'recurring',
      'completed',
      'any',
      'deleted',
      'p1',
      'no priority',
      '#home',
      '#home*',
      'no tags',
      '+groceries',
      '+home-office',
    ],
  },
  {
    title: 'How do I join conditions?',
    words:
      'A blank or “&” is “and”, “|” is “or”, “!” is “not”, brackets keep together, and a comma parts what a saved view shows as separate lists. A backslash before a sign makes it text.',
    queries: [
      '#home & !#money',
      'p3 | p4',
      '(completed | today) & #home',
      '!(today | no date)',
      'overdue, completed',
      'search: milk \\& eggs',
    ],
  },
  {
    title: 'How do I ask by date?',
    words:
      'With `due`, `created`, `completed` or `updated`, a colon and a date as above, in your language or in English; `before` and `after` leave the day itself out. A week, month or year is all of its days.',
    queries: [
      'due: friday',
      'due: next week',
      'due before: today',
      'due after: today',
      'due before: +4 hours',
      'created after: monday',
      'created after: 1 week ago',
      'completed: thursday',
      'due before: now/d+1w',
    ],
  },
];

/** Dates of queries in other languages, by the words and their language. */
export const QUERY_DATES: readonly (readonly [locale: string, words: string])[] = [
  ['de', 'nächsten freitag'],
  ['de', 'am 5. dezember'],
  ['de', 'vor 3 tagen'],
  ['de', 'letzten monat'],
  ['es', 'próximo viernes'],
  ['es', '5 de diciembre'],
  ['es', 'hace 3 días'],
  ['es', 'mes pasado'],
  ['ur', 'اگلے جمعہ'],
  ['ur', '۵ دسمبر'],
  ['ur', '3 دن پہلے'],
  ['ur', 'پچھلے مہینے'],
];
