import type { CatalogueEntry } from '../../core/feed/catalogue.ts';
import { TOPICS } from '../../core/feed/topics.ts';

const TOPIC_WORDS: Record<(typeof TOPICS)[number], { partitions: number; key: string; what: string }> = {
  'task-events': {
    partitions: 3,
    key: 'user id',
    what: 'what happened to tasks, lists, series, settings and accounts',
  },
  reminders: { partitions: 2, key: 'user id', what: 'what rings, and what wakes the notifier' },
  'task-updates': {
    partitions: 2,
    key: 'user id/task id',
    what: 'the latest state of each task ([schema](schemas/task.state.v1.json)); compacted, with a tombstone when it is gone',
  },
  'notification-events': { partitions: 2, key: 'user id', what: 'what was sent, failed or given up' },
  'dlq.task-events': { partitions: 1, key: 'as it came', what: 'what could not be read, with its error and position' },
  'dlq.reminders': { partitions: 1, key: 'as it came', what: 'the same for reminders' },
};

/**
 * docs/events/README.md.
 *
 * @param older names of schemas of versions that are no longer written, and stay published
 */
export function renderCatalogue(catalogue: readonly CatalogueEntry[], older: readonly string[]): string {
  const topics = TOPICS.map((topic) => {
    const { partitions, key, what } = TOPIC_WORDS[topic];
    return `| \`${topic}\` | ${partitions} | ${key} | ${what} |`;
  });
  const types = catalogue.map(({ type, version, topic, meaning }) => {
    const name = `${type}.v${version}.json`;
    return `| \`carillon.${type}.v${version}\` | \`${topic}\` | ${meaning} | [schema](schemas/${name}) · [example](examples/${name}) |`;
  });
  const past = older.map((name) => `- [${name}](schemas/${name})`);
  return `${[
    '<!-- Written by `npm run events` from core/feed/catalogue.ts. -->',
    '# The events of Carillon',
    '',
    INTRODUCTION,
    '',
    '## Topics',
    '',
    'Names may have a prefix, and partitions are configuration; these are the defaults.',
    '',
    '| topic | partitions | key | content |',
    '|---|---|---|---|',
    ...topics,
    '',
    '## Types',
    '',
    '| type | topic | what happened | |',
    '|---|---|---|---|',
    ...types,
    ...(past.length === 0
      ? []
      : ['', '## Earlier versions', '', 'No longer written; events from before have them.', '', ...past]),
  ].join('\n')}\n`;
}

const INTRODUCTION = `Everything that happens is one event in one log, and every event leaves the edge as a
[CloudEvent](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md) in structured mode, in the order of
the log per user.

- **At least once.** Drop what you have seen by \`source\` and \`id\`. Where you keep state, ignore a lower
  \`aggregateversion\` of the same \`userid\` and \`subject\`.
- **\`data\`** has \`after\`, the whole state after the event, and \`before\`, the old values of the fields that changed
  (null where there was nothing before). Events of deliveries have only \`after\`; those of accounts only ids.
- **Read tolerantly.** Properties and types may come at any time: ignore what you do not know. Within a version (the
  \`v1\` of the type) nothing that is required goes or changes what it is; a change that could make you stumble is a new
  version. \`dataschema\` names the JSON Schema, which is here and at \`/schemas/events/<type>.v<version>.json\` of every
  instance.
- **\`datacontenttype\` is \`text/plain\`** for what the log holds and nobody can read. Put it aside and go on.
- **\`epoch\`** names the line of history that \`sequence\` counts in. It changes when the database was restored to an
  earlier point: what you know from after that point never happened.
- **Never in an event**: addresses, URLs of webhooks, secrets, codes, links.`;
