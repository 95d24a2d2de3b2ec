import type { BackgroundLogEvent } from '#application/background-log.ts';
import { logLine } from '#application/log-line.ts';
import type { ErrorCode } from '#core/errors.ts';

/** What one request cost the database. */
interface DatabaseCost {
  trips: number;
  statements: number;
  rowsRead: number;
  rowsWritten: number;
  writtenTo: Record<string, number>;
}

/**
 * Everything the Worker ever writes to its log. No bodies, queries, addresses, headers or secrets: nothing here may
 * hold text that a user or a client wrote, but for `clientRequestId`, which is sanitised.
 */
export type LogEvent =
  | BackgroundLogEvent
  | {
      event: 'request.served';
      requestId: string;
      /** The trace it is part of, which the events it commits name too; null when nobody traces. */
      traceId: string | null;
      clientRequestId: string | null;
      method: string;
      /** The pattern of the route, never the path: paths hold ids. Null for pages. */
      route: string | null;
      status: number;
      code: ErrorCode | null;
      userId: string | null;
      /** The service token of a program of the cluster. */
      serviceId: string | null;
      durationMs: number;
      database: DatabaseCost | null;
    }
  | { event: 'request.broke'; requestId: string; route: string | null; error: string; stack: string | null }
  | { event: 'readiness.failed'; part: string; error: string }
  /** A collector of traces does not take ours. */
  | { event: 'trace.refused'; status: number }
  | { event: 'nudge.failed'; userId: string; error: string }
  | { event: 'ring.failed'; error: string }
  | { event: 'background.failed'; task: string; error: string; stack: string | null };

/** Where log events go. */
export interface Log {
  write: (event: LogEvent) => void;
}

const FAILURES: ReadonlySet<LogEvent['event']> = new Set([
  'request.broke',
  'background.failed',
  'retention.failed',
  'backup.failed',
  'feed.check_failed',
  'feed.consumer_lapsed',
]);

/**
 * Writes events as JSON lines, which is what the platform collects.
 *
 * @param isQuiet leaves out what went well, so that a person at a terminal sees only what needs them
 */
export function consoleLog({ isQuiet }: { isQuiet: boolean }): Log {
  return {
    write(event) {
      const line = logLine(event);
      // biome-ignore lint/suspicious/noConsole: the one place that writes the log.
      if (FAILURES.has(event.event)) console.error(line);
      // biome-ignore lint/suspicious/noConsole: the one place that writes the log.
      else if (!isQuiet) console.log(line);
    },
  };
}

/** What a thrown thing is to the log: its kind and message, and where it came from. */
export function describeError(error: unknown): { error: string; stack: string | null } {
  if (!(error instanceof Error)) return { error: typeof error, stack: null };
  const cause =
    error.cause instanceof Error ? ` (cause: ${error.cause.name}: ${withoutValues(error.cause.message)})` : '';
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return { error: `${error.name}: ${withoutValues(error.message)}${cause}`, stack: frames.join('\n') || null };
}

/** The database layer lists the bound values after the query, and they are what users wrote. */
function withoutValues(message: string): string {
  return message.replace(/\n?params: [\s\S]*$/, '');
}
