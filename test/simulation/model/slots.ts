import { addDays, DAY_MS } from '../wall-clock.ts';

/** The parts of a rule that the simulation makes rules of. */
interface Rule {
  freq: string;
  interval: number;
  byDay: { ordinal: number; day: number }[];
  byMonthDay: number[];
  byMonth: number[];
  isLastOfSet: boolean;
  count: number;
  until: string;
}

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const KNOWN = /^(?:FREQ|INTERVAL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|COUNT|UNTIL|WKST)$/;
/** Farther than any rule of the simulation leaves out. */
const HORIZON_DAYS = 60 * 366;

function parse(text: string): Rule {
  const parts = new Map(text.split(';').map((part) => part.split('=') as [string, string]));
  for (const key of parts.keys()) if (!KNOWN.test(key)) throw new Error(`the model knows no ${key}`);
  const list = (key: string) => (parts.get(key) ?? '').split(',').filter((each) => each !== '');
  const setPosition = parts.get('BYSETPOS');
  if (setPosition !== undefined && setPosition !== '-1') throw new Error(`the model knows no BYSETPOS=${setPosition}`);
  return {
    freq: parts.get('FREQ') ?? '',
    interval: Number(parts.get('INTERVAL') ?? 1),
    byDay: list('BYDAY').map((each) => ({ ordinal: Number(each.slice(0, -2)), day: DAYS.indexOf(each.slice(-2)) })),
    byMonthDay: list('BYMONTHDAY').map(Number),
    byMonth: list('BYMONTH').map(Number),
    isLastOfSet: setPosition !== undefined,
    count: Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY),
    until: (parts.get('UNTIL') ?? '9999').slice(0, 8),
  };
}

const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const lastOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whether a day is one of the rule's, told day by day and not period by period. */
function isDay(rule: Rule, start: string, date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [startYear = 0, startMonth = 0, startDay = 0] = start.split('-').map(Number);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const last = lastOfMonth(year, month);
  const isDayOfWeek = ({ ordinal, day: wanted }: Rule['byDay'][number]) => {
    if (wanted !== weekday) return false;
    return (
      ordinal === 0 || (ordinal > 0 ? Math.ceil(day / 7) === ordinal : Math.ceil((last - day + 1) / 7) === -ordinal)
    );
  };
  if (rule.byMonth.length > 0 && !rule.byMonth.includes(month)) return false;
  if (rule.byMonthDay.length > 0 && !rule.byMonthDay.some((each) => day === (each > 0 ? each : last + 1 + each)))
    return false;
  if (rule.byDay.length > 0 && !rule.byDay.some(isDayOfWeek)) return false;
  const isPinned = rule.byMonthDay.length + rule.byDay.length > 0;
  switch (rule.freq) {
    case 'DAILY':
      return (dayNumber(date) - dayNumber(start)) % rule.interval === 0;
    case 'WEEKLY': {
      // Weeks begin on Monday, the fourth day after the epoch.
      const week = (each: string) => Math.floor((dayNumber(each) + 3) / 7);
      const isSame = isPinned || weekday === new Date(`${start}T00:00:00Z`).getUTCDay();
      return isSame && (week(date) - week(start)) % rule.interval === 0;
    }
    case 'MONTHLY':
      return (isPinned || day === startDay) && (year * 12 + month - startYear * 12 - startMonth) % rule.interval === 0;
    case 'YEARLY': {
      const isSame = (isPinned || day === startDay) && (rule.byMonth.length > 0 || month === startMonth);
      return isSame && (year - startYear) % rule.interval === 0;
    }
    default:
      throw new Error(`the model knows no ${rule.freq}`);
  }
}

function isWanted(rule: Rule, start: string, date: string): boolean {
  if (!isDay(rule, start, date)) return false;
  if (!rule.isLastOfSet) return true;
  for (let next = addDays(date, 1); next.slice(0, 7) === date.slice(0, 7); next = addDays(next, 1)) {
    if (isDay(rule, start, next)) return false;
  }
  return true;
}

/** The slots of a rule from its start on, in order: dates, or local times when the start is one. */
export function* slotsOf(text: string, start: string): Generator<string, void> {
  const rule = parse(text);
  const [first, time] = [start.slice(0, 10), start.slice(10)];
  let count = 0;
  for (let ahead = 0; ahead < HORIZON_DAYS; ahead += 1) {
    const date = addDays(first, ahead);
    if (date.replaceAll('-', '') > rule.until) return;
    if (!isWanted(rule, first, date)) continue;
    count += 1;
    if (count > rule.count) return;
    yield `${date}${time}`;
  }
}
