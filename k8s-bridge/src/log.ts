import { redactSecrets } from '#core/text/redact-secrets.ts';
import type { ArchiverLogEvent } from './roles/archiver/archiver-log-event.ts';
import type { IngressLogEvent } from './roles/ingress/ingress-log-event.ts';
import type { MirrorLogEvent } from './roles/mirror/mirror-log-event.ts';
import type { NotifierLogEvent } from './roles/notifier/notifier-log-event.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything the bridge writes. No payloads, addresses or secrets: an event is named by its id and place. */
export type LogEvent =
  | { event: 'bridge.started'; version: string; roles: readonly string[]; transport: string; port: number }
  | { event: 'bridge.stopping'; reason: string }
  | { event: 'bridge.stopped' }
  | { event: 'role.started'; role: string }
  | { event: 'role.ended'; role: string; error: string | null }
  | { event: 'readiness.failed'; part: string; error: string }
  | { event: 'request.broke'; path: string; error: string }
  | { event: 'topics.created'; topics: readonly string[] }
  | { event: 'topics.differ'; topic: string; partitions: number; wanted: number }
  | { event: 'kafka.client'; namespace: string; message: string }
  | { event: 'source.retrying'; topic: string; position: string; attempt: number; waitMs: number; error: string | null }
  | { event: 'source.restarting'; error: string; waitMs: number }
  | MirrorLogEvent
  | ArchiverLogEvent
  | NotifierLogEvent
  | IngressLogEvent;

/** Where log events go. `error` is for what a person must look at. */
export type Log = Record<LogLevel, (event: LogEvent) => void>;

/**
 * JSON lines, one an event.
 *
 * @param from the lowest level that is written
 */
export function jsonLog(from: LogLevel, write: (line: string) => void, nowMs: () => number): Log {
  const at = (level: LogLevel) => (event: LogEvent) => {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(from)) return;
    write(`${redactSecrets(JSON.stringify({ time: new Date(nowMs()).toISOString(), level, ...event }))}\n`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
