/** An example of RFC 5545 §3.8.5.3, all of which are in America/New_York at 09:00. */
export interface RfcExample {
  readonly name: string;
  /** The day of DTSTART. */
  readonly start: string;
  readonly rule: string;
  /** The days it expands to, by month: `1997-09: 2-5 9; 1997-10: 1`. With `…` at the end it goes on. */
  readonly days?: string;
  /** The part for which it is refused instead, because it is finer than a day. */
  readonly refused?: string;
}

const START = '1997-09-02';

export const RFC_5545_EXAMPLES: readonly RfcExample[] = [
  { name: 'daily for 10 occurrences', start: START, rule: 'FREQ=DAILY;COUNT=10', days: '1997-09: 2-11' },
  {
    name: 'daily until 24 December 1997',
    start: START,
    rule: 'FREQ=DAILY;UNTIL=19971224T000000Z',
    days: '1997-09: 2-30; 1997-10: 1-31; 1997-11: 1-30; 1997-12: 1-23',
  },
  {
    name: 'every other day',
    start: START,
    rule: 'FREQ=DAILY;INTERVAL=2',
    days: '1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30; 1997-10: 2 4 6 …',
  },
  {
    name: 'every 10 days, 5 occurrences',
    start: START,
    rule: 'FREQ=DAILY;INTERVAL=10;COUNT=5',
    days: '1997-09: 2 12 22; 1997-10: 2 12',
  },
  {
    name: 'every day in January, for 3 years',
    start: '1998-01-01',
    rule: 'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
    days: '1998-01: 1-31; 1999-01: 1-31; 2000-01: 1-31',
  },
  {
    name: 'every day in January, for 3 years, as a daily rule',
    start: '1998-01-01',
    rule: 'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    days: '1998-01: 1-31; 1999-01: 1-31; 2000-01: 1-31',
  },
  {
    name: 'weekly for 10 occurrences',
    start: START,
    rule: 'FREQ=WEEKLY;COUNT=10',
    days: '1997-09: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4',
  },
  {
    name: 'weekly until 24 December 1997',
    start: START,
    rule: 'FREQ=WEEKLY;UNTIL=19971224T000000Z',
    days: '1997-09: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4 11 18 25; 1997-12: 2 9 16 23',
  },
  {
    name: 'every other week',
    start: START,
    rule: 'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
    days: '1997-09: 2 16 30; 1997-10: 14 28; 1997-11: 11 25; 1997-12: 9 23; 1998-01: 6 20; 1998-02: 3 17 …',
  },
  {
    name: 'weekly on Tuesday and Thursday for five weeks',
    start: START,
    rule: 'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
    days: '1997-09: 2 4 9 11 16 18 23 25 30; 1997-10: 2',
  },
  {
    name: 'weekly on Tuesday and Thursday, 10 times',
    start: START,
    rule: 'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
    days: '1997-09: 2 4 9 11 16 18 23 25 30; 1997-10: 2',
  },
  {
    name: 'every other week on Monday, Wednesday and Friday until 24 December 1997',
    start: '1997-09-01',
    rule: 'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
    days: '1997-09: 1 3 5 15 17 19 29; 1997-10: 1 3 13 15 17 27 29 31; 1997-11: 10 12 14 24 26 28; 1997-12: 8 10 12 22',
  },
  {
    name: 'every other week on Tuesday and Thursday, for 8 occurrences',
    start: START,
    rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
    days: '1997-09: 2 4 16 18 30; 1997-10: 2 14 16',
  },
  {
    name: 'monthly on the first Friday for 10 occurrences',
    start: '1997-09-05',
    rule: 'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
    days: '1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5; 1998-01: 2; 1998-02: 6; 1998-03: 6; 1998-04: 3; 1998-05: 1; 1998-06: 5',
  },
  {
    name: 'monthly on the first Friday until 24 December 1997',
    start: '1997-09-05',
    rule: 'FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR',
    days: '1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5',
  },
  {
    name: 'every other month on the first and last Sunday for 10 occurrences',
    start: '1997-09-07',
    rule: 'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
    days: '1997-09: 7 28; 1997-11: 2 30; 1998-01: 4 25; 1998-03: 1 29; 1998-05: 3 31',
  },
  {
    name: 'monthly on the second-to-last Monday for 6 months',
    start: '1997-09-22',
    rule: 'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
    days: '1997-09: 22; 1997-10: 20; 1997-11: 17; 1997-12: 22; 1998-01: 19; 1998-02: 16',
  },
  {
    name: 'monthly on the third-to-the-last day',
    start: '1997-09-28',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=-3',
    days: '1997-09: 28; 1997-10: 29; 1997-11: 28; 1997-12: 29; 1998-01: 29; 1998-02: 26 …',
  },
  {
    name: 'monthly on the 2nd and 15th for 10 occurrences',
    start: START,
    rule: 'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
    days: '1997-09: 2 15; 1997-10: 2 15; 1997-11: 2 15; 1997-12: 2 15; 1998-01: 2 15',
  },
  {
    name: 'monthly on the first and last day for 10 occurrences',
    start: '1997-09-30',
    rule: 'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
    days: '1997-09: 30; 1997-10: 1 31; 1997-11: 1 30; 1997-12: 1 31; 1998-01: 1 31; 1998-02: 1',
  },
  {
    name: 'every 18 months on the 10th to 15th for 10 occurrences',
    start: '1997-09-10',
    rule: 'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
    days: '1997-09: 10-15; 1999-03: 10-13',
  },
  {
    name: 'every Tuesday, every other month',
    start: START,
    rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
    days: '1997-09: 2 9 16 23 30; 1997-11: 4 11 18 25; 1998-01: 6 13 20 27; 1998-03: 3 10 17 24 31 …',
  },
  {
    name: 'yearly in June and July for 10 occurrences',
    start: '1997-06-10',
    rule: 'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
    days: '1997-06: 10; 1997-07: 10; 1998-06: 10; 1998-07: 10; 1999-06: 10; 1999-07: 10; 2000-06: 10; 2000-07: 10; 2001-06: 10; 2001-07: 10',
  },
  {
    name: 'every other year in January, February and March for 10 occurrences',
    start: '1997-03-10',
    rule: 'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
    days: '1997-03: 10; 1999-01: 10; 1999-02: 10; 1999-03: 10; 2001-01: 10; 2001-02: 10; 2001-03: 10; 2003-01: 10; 2003-02: 10; 2003-03: 10',
  },
  {
    name: 'every third year on the 1st, 100th and 200th day for 10 occurrences',
    start: '1997-01-01',
    rule: 'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    days: '1997-01: 1; 1997-04: 10; 1997-07: 19; 2000-01: 1; 2000-04: 9; 2000-07: 18; 2003-01: 1; 2003-04: 10; 2003-07: 19; 2006-01: 1',
  },
  {
    name: 'every 20th Monday of the year',
    start: '1997-05-19',
    rule: 'FREQ=YEARLY;BYDAY=20MO',
    days: '1997-05: 19; 1998-05: 18; 1999-05: 17 …',
  },
  {
    name: 'Monday of week 20',
    start: '1997-05-12',
    rule: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    days: '1997-05: 12; 1998-05: 11; 1999-05: 17 …',
  },
  {
    name: 'every Thursday in March',
    start: '1997-03-13',
    rule: 'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    days: '1997-03: 13 20 27; 1998-03: 5 12 19 26; 1999-03: 4 11 18 25 …',
  },
  {
    name: 'every Thursday in June, July and August',
    start: '1997-06-05',
    rule: 'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8',
    days: '1997-06: 5 12 19 26; 1997-07: 3 10 17 24 31; 1997-08: 7 14 21 28; 1998-06: 4 11 18 25; 1998-07: 2 9 16 23 30; 1998-08: 6 13 20 27 …',
  },
  {
    name: 'every Friday the 13th (its DTSTART is excepted, being off the pattern)',
    start: START,
    rule: 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    days: '1998-02: 13; 1998-03: 13; 1998-11: 13; 1999-08: 13; 2000-10: 13 …',
  },
  {
    name: 'the first Saturday that follows the first Sunday of the month',
    start: '1997-09-13',
    rule: 'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    days: '1997-09: 13; 1997-10: 11; 1997-11: 8; 1997-12: 13; 1998-01: 10; 1998-02: 7; 1998-03: 7; 1998-04: 11; 1998-05: 9; 1998-06: 13 …',
  },
  {
    name: 'US presidential election day',
    start: '1996-11-05',
    rule: 'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    days: '1996-11: 5; 2000-11: 7; 2004-11: 2 …',
  },
  {
    name: 'the third of Tuesday, Wednesday and Thursday, for 3 months',
    start: '1997-09-04',
    rule: 'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
    days: '1997-09: 4; 1997-10: 7; 1997-11: 6',
  },
  {
    name: 'the second-to-last weekday of the month',
    start: '1997-09-29',
    rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
    days: '1997-09: 29; 1997-10: 30; 1997-11: 27; 1997-12: 30; 1998-01: 29; 1998-02: 26; 1998-03: 30 …',
  },
  {
    name: 'every 3 hours on one day',
    start: START,
    rule: 'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z',
    refused: 'FREQ',
  },
  {
    name: 'every 15 minutes for 6 occurrences',
    start: START,
    rule: 'FREQ=MINUTELY;INTERVAL=15;COUNT=6',
    refused: 'FREQ',
  },
  {
    name: 'every hour and a half for 4 occurrences',
    start: START,
    rule: 'FREQ=MINUTELY;INTERVAL=90;COUNT=4',
    refused: 'FREQ',
  },
  {
    name: 'every 20 minutes from 9:00 to 16:40 every day',
    start: START,
    rule: 'FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40',
    refused: 'BYHOUR',
  },
  {
    name: 'every 20 minutes from 9:00 to 16:40 every day, as a minutely rule',
    start: START,
    rule: 'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16',
    refused: 'FREQ',
  },
  {
    name: 'weeks that begin on Monday',
    start: '1997-08-05',
    rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    days: '1997-08: 5 10 19 24',
  },
  {
    name: 'the same in weeks that begin on Sunday',
    start: '1997-08-05',
    rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    days: '1997-08: 5 17 19 31',
  },
  {
    name: 'a day that February does not have',
    start: '2007-01-15',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
    days: '2007-01: 15 30; 2007-02: 15; 2007-03: 15 30',
  },
];
