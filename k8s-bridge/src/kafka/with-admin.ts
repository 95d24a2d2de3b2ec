import type { Admin } from 'kafkajs';
import { errorText, SinkUnavailable } from '../errors.ts';
import type { NewKafkaClient } from './kafka-client.ts';

/**
 * Lends an administrator's connection to the cluster.
 *
 * @throws SinkUnavailable
 */
export async function withAdmin<Result>(
  newClient: NewKafkaClient,
  use: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  const { kafka, cut } = await newClient();
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await use(admin);
  } catch (error) {
    throw new SinkUnavailable(`the broker does not answer: ${errorText(error)}`);
  } finally {
    await admin.disconnect().catch(() => undefined);
    cut();
  }
}
