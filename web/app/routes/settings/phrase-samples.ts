import type { Daypart } from '#core/language/frame.ts';

export type NamedDaypart = Exclude<Daypart, 'midnight'>;

/** What the settings call the parts of the day. */
export const DAYPART_NAMES: Readonly<Record<NamedDaypart, string>> = {
  morning: 'Morning',
  noon: 'Midday',
  afternoon: 'Afternoon',
  endOfDay: 'End of the day',
  evening: 'Evening',
  night: 'Night',
};

export interface PhraseSamples {
  /** Lines that name a part of the day; a language has no word for some. */
  dayparts: Readonly<Partial<Record<NamedDaypart, string>>>;
  /** A line with a date that can be read both ways. */
  date: string;
}

const ENGLISH: PhraseSamples = {
  dayparts: {
    morning: 'Call Ada tomorrow morning',
    noon: 'Call Ada tomorrow at noon',
    afternoon: 'Call Ada tomorrow afternoon',
    endOfDay: 'Call Ada tomorrow eod',
    evening: 'Call Ada tomorrow evening',
    night: 'Call Ada tomorrow night',
  },
  date: 'Call Ada 5/9',
};

/** Lines that show what the settings make of them, by the language they are read in. */
export const PHRASE_SAMPLES: Readonly<Record<string, PhraseSamples>> = {
  en: ENGLISH,
  de: {
    dayparts: {
      morning: 'Anrufen morgen früh',
      noon: 'Anrufen morgen mittag',
      afternoon: 'Anrufen morgen nachmittag',
      endOfDay: 'Anrufen morgen feierabend',
      evening: 'Anrufen morgen abend',
      night: 'Anrufen morgen nacht',
    },
    date: 'Anrufen 5/9',
  },
  es: {
    dayparts: {
      morning: 'Llamar mañana por la mañana',
      noon: 'Llamar mañana a mediodía',
      afternoon: 'Llamar mañana por la tarde',
      night: 'Llamar mañana por la noche',
    },
    date: 'Llamar 5/9',
  },
  ur: {
    dayparts: {
      morning: 'فون کل صبح',
      noon: 'فون کل دوپہر',
      afternoon: 'فون کل سہ پہر',
      evening: 'فون کل شام',
      night: 'فون کل رات',
    },
    date: 'فون 5/9',
  },
};

export function phraseSamples(locale: string): PhraseSamples {
  return PHRASE_SAMPLES[new Intl.Locale(locale).language] ?? ENGLISH;
}
