import type { SinkRecord } from '../sinks/event-sink.ts';

// What a record takes beside its key and text: its headers, lengths and offsets.
const RECORD_OVERHEAD_BYTES = 200;

/**
 * Splits a batch so that what goes to one partition stays below the size of a record batch that every broker takes by
 * default (1 MiB): kafkajs sends all it is given for a partition as one. Order is kept; a record larger than that stands
 * alone, for the broker to judge.
 */
export function chunkRecords(batch: readonly SinkRecord[], maxBytes: number): SinkRecord[][] {
  const chunks: SinkRecord[][] = [];
  let bytes = maxBytes;
  for (const record of batch) {
    const size = recordBytes(record);
    if (bytes + size > maxBytes) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)?.push(record);
    bytes += size;
  }
  return chunks;
}

function recordBytes({ key, body, headers }: SinkRecord): number {
  const texts = [key, body ?? '', ...Object.entries(headers).flat()];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), RECORD_OVERHEAD_BYTES);
}
