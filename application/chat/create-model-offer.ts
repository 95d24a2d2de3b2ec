import type { ModelConfiguration } from './chat-configuration.ts';
import type { ModelOffer } from './chat-deps.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { createOpenAiClient, type OpenAiOptions } from './engines/openai-client.ts';
import { workersAiFetch } from './engines/workers-ai-fetch.ts';

/** The model of a deployment. Made once for an isolate: its circuit breaker remembers. */
export function createModelOffer(
  { offered, baseUrl, apiKey, binding, isStreamed, limits }: ModelConfiguration,
  fetch: OpenAiOptions['fetch'],
): ModelOffer {
  const client = createOpenAiClient({
    offered,
    baseUrl,
    apiKey,
    isStreamed,
    fetch: binding === null ? fetch : workersAiFetch(binding),
  });
  return { offered, client, limits, breaker: createCircuitBreaker() };
}
