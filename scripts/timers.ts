import {
  HubsRearmedSchema,
  type TimersRetried,
  TimersRetriedSchema,
  TroubledTimersSchema,
} from '#core/query/timers-query.ts';
import { type AskOperator, operatorApi } from './local/operator-api.ts';
import { PlainError } from './local/plain-error.ts';
import { parseTimersArguments, TIMERS_USAGE, type TimersArguments, UsageError } from './local/timers-arguments.ts';
import { reportRearmed, reportRetried, reportTimers } from './local/timers-report.ts';

/** `npm run timers`: what an operator can see and do about timers that do not run. @returns the exit code */
async function timers(args: TimersArguments): Promise<number> {
  if (args.command === 'help') {
    console.log(TIMERS_USAGE);
    return 0;
  }
  const ask = await operatorApi(args.origin);
  const print = <Result>(result: Result, report: (result: Result) => string) =>
    console.log(args.isJson ? JSON.stringify(result, null, 2) : report(result));
  if (args.command === 'list') {
    const query = new URLSearchParams({ per_page: String(args.limit), ...(args.user && { user: args.user }) });
    print(await ask(`/timers?${query}`, TroubledTimersSchema), reportTimers);
    return 0;
  }
  if (args.command === 'retry') {
    const { user, kind, ref } = args;
    const retried = await retryAll(ask, { user, kind, ref });
    print(retried, reportRetried);
    return retried.unreachable.length > 0 ? 1 : 0;
  }
  const rearmed = await ask('/timers/rearm', HubsRearmedSchema, { user: args.user });
  print(rearmed, reportRearmed);
  return rearmed.unreachable.length > 0 ? 1 : 0;
}

/** The instance takes a bounded number at a time. */
async function retryAll(ask: AskOperator, wanted: object): Promise<Omit<TimersRetried, 'remaining'>> {
  const hubs = new Set<string>();
  let retried = 0;
  let nudged = 0;
  for (;;) {
    const step = await ask('/timers/retry', TimersRetriedSchema, wanted);
    retried += step.retried;
    nudged += step.nudged;
    for (const user of step.unreachable) hubs.add(user);
    if (step.remaining === 0 || step.retried === 0) return { retried, nudged, unreachable: [...hubs] };
  }
}

try {
  process.exitCode = await timers(parseTimersArguments(process.argv.slice(2)));
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${TIMERS_USAGE}`);
  else console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
