import type { DecideContext } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant } from '../errors.ts';
import type { LoggedSettingsEvent } from '../log/event.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { tagSet } from '../tag/tag.ts';
import type { Inversion } from './decide-undo.ts';
import { invertFields } from './invert-fields.ts';
import { invertSet } from './invert-set.ts';

/** Takes back what happened to the settings. Kept tags are a set: others that came or went since do not block. */
export function invertSettings(happened: LoggedSettingsEvent[], world: World, ctx: DecideContext): Inversion {
  const { settings } = world;
  invariant(settings, 'settings are loaded for every undo');
  if (happened[0]?.type === 'settings.created') return { blocked: 'Settings exist as long as the account does.' };
  const { change, blocked } = invertFields(
    happened.map(({ data }) => data),
    settings,
  );
  const keptTags = invertSet(
    happened.map(({ data }) => ({ after: data.after.keptTags, before: data.before?.keptTags })),
    settings.keptTags,
  );
  const others = blocked.filter((field) => field !== 'keptTags');
  if (others.length > 0) return { blocked: `The setting ${others.join(' and ')} changed since.` };
  const event = changeSettings(settings, { ...change, keptTags: tagSet(keptTags) }, ctx.now);
  return { events: event ? [event] : [] };
}
