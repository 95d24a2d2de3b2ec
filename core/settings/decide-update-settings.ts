import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant, refusal } from '../errors.ts';
import { SETTINGS_ID } from '../ids.ts';
import { changeSettings } from './change-settings.ts';
import type { UpdateSettings } from './commands.ts';

export function decideUpdateSettings(command: UpdateSettings, world: World, ctx: DecideContext): Decision {
  const { settings } = world;
  invariant(settings, 'every user has settings from the start');
  if (command.ifVersion !== undefined && command.ifVersion !== settings.version) {
    const detail = `The settings are at version ${settings.version} by now. Read them again and repeat the change.`;
    return refuse(refusal('precondition_failed', detail));
  }
  const event = changeSettings(settings, command.patch, ctx.now);
  return accept(event ? [event] : [], { kind: 'settings', id: SETTINGS_ID });
}
