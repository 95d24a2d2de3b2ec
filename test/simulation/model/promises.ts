/** The promises the judges watch over; each violation names the one that was broken. */
export const PROMISES = {
  early: 'nothing rings before its moment',
  lost: 'what is planned rings, at most so late as the faults of the moment explain',
  twice: 'nothing rings twice for one moment',
  unplanned: 'nothing rings that is not planned: completed, deleted, moved, or from the past',
  quiet: 'nothing rings in quiet hours',
  wrong: 'what rings says the truth about its task, its plan and its lateness',
  decided: 'a command does what it says, once, and what was answered with success is there',
  next: 'completing the current occurrence makes exactly one next, the right one, and nothing else makes any',
  slot: 'a schedule makes each of its slots once, at its wall-clock time, as it says of missed ones',
  resent:
    'no message is sent again that is known as sent, before its time, or while somebody has it; nothing goes in two messages',
  off: 'nothing is handed out for sending that is called off: its task finished, its reminder gone, or taken notice of',
  delivered:
    'what rang by mail or webhook comes to one end, and that is the truth: sent, called off, or given up in time',
  settled: 'in the end timers, alarms and derived dues are what the state asks for',
  threw: 'nothing throws where nothing may',
} as const;
export type Promised = keyof typeof PROMISES;

export interface Violation {
  promise: Promised;
  userId: string;
  atMs: number;
  text: string;
}

export type Complain = (promise: Promised, userId: string, text: string) => void;

const SECOND_MS = 1000;
/** When nothing goes wrong: some slow calls to the database, and the turn of others. */
export const LATE_UNDISTURBED_MS = 10 * SECOND_MS;
/** From the last thing that went wrong: a minute to the next run of the watchdog, and the work itself. */
export const LATE_DISTURBED_MS = 80 * SECOND_MS;
