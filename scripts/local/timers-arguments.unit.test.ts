import { describe, expect, it } from 'vitest';
import { parseTimersArguments, TIMERS_USAGE, UsageError } from './timers-arguments.ts';

const nothing = { user: undefined, isJson: false, origin: undefined };

describe('npm run timers', () => {
  it('TM13 takes a command and its options', () => {
    expect(parseTimersArguments(['list'])).toEqual({ command: 'list', limit: 50, ...nothing });
    expect(
      parseTimersArguments(['list', '--user', 'usr_x', '--json', '--limit=200', '--origin', 'https://x.test']),
    ).toEqual({ command: 'list', limit: 200, user: 'usr_x', isJson: true, origin: 'https://x.test' });
    expect(parseTimersArguments(['retry'])).toEqual({ command: 'retry', kind: undefined, ref: undefined, ...nothing });
    expect(parseTimersArguments(['retry', '--kind', 'ring', '--ref', 'task_1 rem_1'])).toMatchObject({
      kind: 'ring',
      ref: 'task_1 rem_1',
    });
    expect(parseTimersArguments(['--user', 'usr_x', 'rearm'])).toEqual({ command: 'rearm', ...nothing, user: 'usr_x' });
  });

  it.each([[['--help']], [['-h']], [['help']], [['list', '--help']]])('TM13 explains itself for %j', (args) => {
    expect(parseTimersArguments(args)).toEqual({ command: 'help' });
  });

  it.each([
    [[], 'Say what to do'],
    [['list', 'retry'], 'One command at a time'],
    [['remove'], 'no command remove'],
    [['list', '--kind', 'ring'], 'list takes no --kind'],
    [['retry', '--limit', '5'], 'retry takes no --limit'],
    [['rearm', '--ref', 'x'], 'rearm takes no --ref'],
    [['list', '--limit', '0'], '1 to 200'],
    [['list', '--limit', '1e2'], '1 to 200'],
    [['list', '--everybody'], '--everybody'],
    [['list', '--user'], '--user'],
  ])('TM13 refuses %j and says why', (args, reason) => {
    expect(() => parseTimersArguments(args)).toThrow(UsageError);
    expect(() => parseTimersArguments(args)).toThrow(reason);
  });

  it('TM13 names every command and option in its help', () => {
    for (const word of ['list', 'retry', 'rearm', '--user', '--kind', '--ref', '--limit', '--json', '--origin']) {
      expect(TIMERS_USAGE).toContain(word);
    }
  });
});
