import { CreatedServiceTokenSchema } from '#core/account/service-token.ts';
import { ClaimAnswerSchema, type Claimed, type Granted, type TryOutcome } from '#core/delivery/notifier-protocol.ts';

/** A notifier of the cluster whose every step a test takes. */
export interface Notifier {
  /** Comes for what a wake-up names. */
  readonly claim: (userId: string, deliveryOf: Wanted) => Promise<Claimed[]>;
  /** Comes for the one message that a wake-up names, and says what became of it. */
  readonly settle: (userId: string, deliveryOf: Wanted, outcome: Outcome) => Promise<Granted>;
}

type Wanted = { messageId: string } | { firingId: string };
type Outcome = Partial<TryOutcome> & Pick<TryOutcome, 'kind'>;

/** Gives one a token at the server of a test. */
export async function newNotifier({ origin, operatorToken }: Server): Promise<Notifier> {
  const post = async (path: string, token: string, body: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return await answer.json();
  };
  const wanted = { name: 'notifier', scopes: ['deliveries'] };
  const made = await post('/api/operator/service-tokens', operatorToken, wanted);
  const { secret } = CreatedServiceTokenSchema.parse(made);
  const claim: Notifier['claim'] = async (userId, deliveryOf) => {
    const body = { consumer: 'notifier', userId, deliveryOf, channels: ['email', 'webhook'] };
    return ClaimAnswerSchema.parse(await post('/feed/deliveries/claim', secret, body)).messages;
  };
  return {
    claim,
    async settle(userId, deliveryOf, outcome) {
      const claimed = await claim(userId, deliveryOf);
      const granted = claimed.find(({ outcome: is }) => is === 'granted');
      if (granted?.outcome !== 'granted') throw new Error(`not granted: ${JSON.stringify(claimed)}`);
      const { messageId, claim: held } = granted;
      const error = outcome.kind === 'sent' ? {} : { error: 'It did not work.' };
      const report = { userId, messageId, claim: held, outcome: { code: null, ...error, ...outcome } };
      await post('/feed/deliveries/report', secret, report);
      return granted;
    },
  };
}

interface Server {
  readonly origin: string;
  readonly operatorToken: string;
}
