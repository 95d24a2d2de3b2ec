import { errorText, RecordsRefused, SinkFenced, SinkUnavailable } from '../errors.ts';

// What the protocol calls it, https://kafka.apache.org/protocol#protocol_error_codes
const FENCED = new Set([
  'INVALID_PRODUCER_EPOCH',
  'PRODUCER_FENCED',
  'INVALID_TXN_STATE',
  'INVALID_PRODUCER_ID_MAPPING',
]);
const REFUSED = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'CORRUPT_MESSAGE']);

/** What an error of kafkajs means for whoever wanted to publish. */
export function toSinkError(error: unknown): SinkFenced | SinkUnavailable | RecordsRefused {
  const type = protocolType(error);
  if (type !== null && FENCED.has(type)) return new SinkFenced(`the broker has fenced this producer (${type})`, error);
  if (type !== null && REFUSED.has(type)) return new RecordsRefused(`the broker refuses the records (${type})`, error);
  return new SinkUnavailable(`the broker did not take the batch: ${errorText(error)}`);
}

/** The name of the protocol for what went wrong, from wherever kafkajs has wrapped it. */
export function protocolType(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('type' in error && typeof error.type === 'string') return error.type;
  return error.cause === error ? null : protocolType(error.cause);
}
