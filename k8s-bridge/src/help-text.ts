import { HEALTH_USAGE } from './ask-health.ts';
import { bridgeVariables } from './config/bridge-variables.ts';
import { describeVariables, type VariableDescription } from './config/describe-variables.ts';
import { CREATE_TOPICS_USAGE } from './kafka/create-topics-command.ts';
import { VERIFY_USAGE as VERIFY_ARCHIVE_USAGE } from './roles/archiver/verify/verify-archive-command.ts';
import { REPLAY_USAGE } from './roles/mirror/replay/replay-command.ts';
import { ROLES } from './roles/roles.ts';
import { VERIFY_USAGE } from './verify/verify-command.ts';

/** All variables in sections: those everybody reads, then those of each role. */
export function describeConfiguration(): { title: string; variables: VariableDescription[] }[] {
  return [
    { title: 'Every role', variables: describeVariables(bridgeVariables) },
    ...ROLES.filter(({ variables }) => Object.keys(variables.shape).length > 0).map(({ name, title, variables }) => ({
      title: `Role ${name}: ${title}`,
      variables: describeVariables(variables),
    })),
  ];
}

/** What `--help` prints. */
export function helpText(): string {
  const sections = describeConfiguration().map(({ title, variables }) =>
    [title, ...variables.map(describeForTerminal)].join('\n\n'),
  );
  return [
    'Carillon bridge: brings the log of the edge to Kafka or Dapr, and works for it in the cluster.',
    `Configured by the environment alone. ROLES is any set of: ${ROLES.map(({ name }) => name).join(', ')}.`,
    'Instead of its roles it can run a command:',
    `  ${HEALTH_USAGE}\n      asks the bridge that runs beside it, with the same PORT, whether it does`,
    `  ${CREATE_TOPICS_USAGE}\n      creates the topics that are missing, and leaves those that exist`,
    `  ${VERIFY_USAGE}\n      asks the roles, the topics and the edge whether all is well, and names the runbook where not`,
    `  ${VERIFY_ARCHIVE_USAGE}\n      follows the hash chains of the archive in DATABASE_URL`,
    `  ${REPLAY_USAGE}\n      publishes again what the mirror put aside and can be read now; stop the mirror before`,
    ...sections,
    '',
  ].join('\n\n');
}

function describeForTerminal({ name, values, fallback, description }: VariableDescription): string {
  return `  ${name} (${values}${fallback === null ? '' : `; default ${fallback}`})\n      ${description}`;
}
