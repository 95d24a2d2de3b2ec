import { z } from 'zod';
import { secretVariable } from '../../config/variable.ts';
import { ConfigError } from '../../errors.ts';
import { defineRole } from '../role.ts';
import { isLoggedIn } from './basic-login.ts';
import { produceApi } from './produce-api.ts';
import { serialPublisher } from './serial-publisher.ts';

/** Takes events that are pushed, from an edge that cannot be polled. */
export const ingress = defineRole({
  name: 'ingress',
  title: 'takes events that an edge pushes with the produce calls of @upstash/kafka',
  variables: z.object({
    INGRESS_USERNAME: z
      .string()
      .regex(/^[^:\s]+$/, 'must be one word without a colon')
      .default('carillon')
      .meta({ description: 'Who may push, as UPSTASH_KAFKA_REST_USERNAME on the other side.' }),
    INGRESS_PASSWORD: secretVariable(
      'With which password; several, separated by commas or lines, while one replaces another.',
    ),
  }),
  create({ transport, clock, log, metrics }, config) {
    const passwords = config.INGRESS_PASSWORD;
    if (passwords === undefined)
      throw new ConfigError('INGRESS_PASSWORD is missing: without one anybody could write events.');
    const publisher = serialPublisher(transport.newOpenSink(), metrics, clock);
    return {
      checks: [{ part: 'broker', check: transport.check }],
      routes: produceApi({
        publisher,
        isAdmitted: (authorization) => isLoggedIn(authorization, { user: config.INGRESS_USERNAME, passwords }),
        clock,
        log,
      }),
      async run(signal) {
        const ended = Promise.withResolvers<void>();
        signal.addEventListener('abort', () => ended.resolve(), { once: true });
        if (signal.aborted) ended.resolve();
        await ended.promise;
        await publisher.close();
      },
    };
  },
});
