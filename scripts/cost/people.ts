/** What somebody does on a day, each of the thirty. The names of what they do are those of the bill. */
export interface Person {
  readonly name: 'light' | 'usual' | 'heavy';
  /** In the account, as the bill has been measured. */
  readonly tasks: '100' | '1000' | '10000';
  /** How often a window is opened, and how many stand open at once. */
  readonly openings: number;
  readonly windows: number;
  /** How often another page is looked at. */
  readonly looks: number;
  /** What changes something, by its name in the bill. */
  readonly changes: Readonly<Record<string, number>>;
  /** What only asks. */
  readonly questions: Readonly<Record<string, number>>;
  /** Reminders that ring. */
  readonly rings: number;
}

export const PEOPLE: readonly Person[] = [
  {
    name: 'light',
    tasks: '100',
    openings: 2,
    windows: 1,
    looks: 6,
    changes: { 'create, title only': 1, 'create with due and reminder': 1, 'edit the title': 1, complete: 2 },
    questions: { search: 1 },
    rings: 1,
  },
  {
    name: 'usual',
    tasks: '1000',
    openings: 6,
    windows: 2,
    looks: 30,
    changes: {
      'create, title only': 4,
      'create with due and tag': 2,
      'create with due and reminder': 2,
      'create, repeating': 0.2,
      'edit the title': 6,
      complete: 6,
      'complete, repeating': 2,
      'undo that': 1,
      delete: 1,
      snooze: 1,
      acknowledge: 4,
      'chat: add a task': 1,
    },
    questions: { search: 4, 'what stands ahead, 30 days': 2, 'chat: what is overdue': 1 },
    rings: 5,
  },
  {
    name: 'heavy',
    tasks: '10000',
    openings: 20,
    windows: 4,
    looks: 150,
    changes: {
      'create, title only': 15,
      'create with due and tag': 10,
      'create with due and reminder': 15,
      'create, repeating': 1,
      'edit the title': 40,
      complete: 30,
      'complete, repeating': 10,
      'undo that': 5,
      delete: 5,
      snooze: 5,
      acknowledge: 15,
      'chat: add a task': 5,
      'MCP: add a task': 20,
    },
    questions: {
      search: 30,
      'what stands ahead, 30 days': 10,
      'chat: what is overdue': 10,
      'MCP: overview': 10,
      'MCP: find 20': 40,
    },
    rings: 20,
  },
];
