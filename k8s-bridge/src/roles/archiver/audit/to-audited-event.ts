import { sequenceOf, typeAttributes } from '#core/feed/cloud-event.ts';
import type { ArchivedRecord } from '../archived-event.ts';
import { monthOf } from '../chain.ts';

/** A record of the archive as the query API says it: the event as it went through the topics, and where it is kept. */
export function toAuditedEvent({ facts, content, archivedAt, position, hash }: ArchivedRecord) {
  return {
    event: {
      specversion: '1.0',
      id: facts.id,
      source: facts.source,
      ...typeAttributes(facts.type, facts.typeVersion),
      subject: facts.subject,
      time: facts.time,
      ...dataOf(content?.payload ?? null),
      userid: facts.userId,
      correlationid: facts.correlationId,
      sequence: sequenceOf(facts.sequence),
      epoch: facts.epoch,
      aggregateversion: String(facts.aggregateVersion),
      actorkind: facts.actorKind,
      ...(content && { actorclient: content.actorClient }),
      ...(facts.trace !== null && { origintrace: facts.trace }),
    },
    archive: {
      topic: facts.topic,
      month: monthOf(facts.time),
      position,
      hash: hash.toString('hex'),
      archivedAt,
      /** The account was erased, and with it what the event said. */
      isErased: content === null,
    },
  };
}

/** What somebody altered may be no JSON any more: it is shown as it is, and hides no other event. */
function dataOf(payload: string | null): object {
  if (payload === null) return {};
  try {
    return { datacontenttype: 'application/json', data: JSON.parse(payload) };
  } catch {
    return { datacontenttype: 'text/plain', data: payload };
  }
}
