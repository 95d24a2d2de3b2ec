import { z } from 'zod';
import { CreatedServiceTokenSchema, type ServiceToken, ServiceTokensSchema } from '../../core/account/service-token.ts';
import { adminCommand } from './admin-command.ts';

/** The tokens of the programs of the cluster. */
export const serviceTokenCommands = [
  adminCommand({
    words: ['service-token', 'create'],
    takes: 'NAME --scopes feed,deliveries,audit',
    does: 'makes a token for a program of the cluster and prints its secret, this once; scopes: feed when absent',
    count: 1,
    options: { scopes: { type: 'string' } },
    async run(ask, [name], { scopes = 'feed' }) {
      const created = await ask('/service-tokens', CreatedServiceTokenSchema, { name, scopes: scopes.split(',') });
      // Its output is the secret and nothing else: `npm run --silent admin -- … > file` makes the file that a program reads.
      console.error(describe(created.token));
      console.log(created.secret);
    },
  }),
  adminCommand({
    words: ['service-token', 'list'],
    takes: '',
    does: 'shows the tokens of the programs of the cluster, without their secrets',
    count: 0,
    async run(ask) {
      const { tokens } = await ask('/service-tokens', ServiceTokensSchema);
      console.log(tokens.length === 0 ? 'There are no service tokens.' : tokens.map(describe).join('\n'));
    },
  }),
  adminCommand({
    words: ['service-token', 'revoke'],
    takes: 'ID',
    does: 'revokes a token (svc_…): its next request is refused, and its bell is closed',
    count: 1,
    async run(ask, [id = '']) {
      const { revoked } = await ask(`/service-tokens/${encodeURIComponent(id)}/revoke`, RevokedSchema, {});
      console.log(`${revoked} is revoked.`);
    },
  }),
];

const RevokedSchema = z.object({ revoked: z.string() });

function describe({ id, name, scopes, createdAt, lastUsedAt, revokedAt }: ServiceToken): string {
  const used = lastUsedAt === null ? 'never used' : `used ${lastUsedAt}`;
  return `${id}  ${scopes.join(',')}  made ${createdAt}, ${revokedAt === null ? used : `revoked ${revokedAt}`}  ${name}`;
}
