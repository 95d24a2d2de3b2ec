import type { ModelOffer } from '#application/chat/chat-deps.ts';
import { createModelOffer } from '#application/chat/create-model-offer.ts';
import { configurationOf } from './env.ts';

const offers = new WeakMap<Env, ModelOffer | null>();

/** The model of this deployment, one for the isolate; null when there is none. */
export function modelOfferOf(env: Env): ModelOffer | null {
  const known = offers.get(env);
  if (known !== undefined) return known;
  const { model } = configurationOf(env);
  const offer = model && createModelOffer(model, (address, init) => fetch(address, init));
  offers.set(env, offer);
  return offer;
}
