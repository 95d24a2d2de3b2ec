import type { EventSink } from '../sinks/event-sink.ts';
import type { EventSource, SourceRecord } from '../sources/event-source.ts';
import type { Transport } from '../transport/transport.ts';
import type { Tracing } from './tracing.ts';

/** The same transport, with a step in the trace of each event that goes out or comes in. */
export function tracedTransport(transport: Transport, tracing: Tracing): Transport {
  return {
    ...transport,
    newSink: (name) => tracedSink(transport.newSink(name), tracing),
    newOpenSink: () => tracedSink(transport.newOpenSink(), tracing),
    newSource: () => tracedSource(transport.newSource(), tracing),
  };
}

function tracedSink(sink: EventSink, tracing: Tracing): EventSink {
  return {
    ...sink,
    async publish(batch, options) {
      const origins = batch.flatMap(({ body }) => originOf(body) ?? []);
      const step = { name: 'publish', kind: 'producer', attributes: { 'messaging.operation.type': 'send' } } as const;
      await tracing.within(step, origins, () => sink.publish(batch, options));
    },
  };
}

function tracedSource(source: EventSource, tracing: Tracing): EventSource {
  return {
    ...source,
    run: (subscription, signal) => {
      const handle = async (record: SourceRecord, letGo: AbortSignal) => {
        const { topic, position } = record;
        const attributes = {
          'messaging.operation.type': 'process',
          'messaging.destination.name': topic,
          'messaging.consumer.group.name': subscription.group,
          'carillon.position': position,
        };
        const step = { name: `process ${topic}`, kind: 'consumer', attributes } as const;
        return await tracing.within(step, originsOf(record), () => subscription.handle(record, letGo));
      };
      return source.run({ ...subscription, handle }, signal);
    },
  };
}

function originsOf({ body }: SourceRecord): string[] {
  const origin = originOf(body);
  return origin === null ? [] : [origin];
}

const ORIGIN = /"origintrace":"([\da-f-]{55})"/;

/** Looked for in the text: what a body says is parsed by whom it concerns, and this is not worth doing it twice. */
function originOf(body: string | null): string | null {
  return ORIGIN.exec(body ?? '')?.[1] ?? null;
}
