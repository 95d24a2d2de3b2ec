import type { Instant } from '../instant.ts';
import { changedFields } from '../log/changed-fields.ts';
import type { SettingsEvent } from '../log/event.ts';
import type { Settings } from './settings.ts';

/** The event that applies a change, or null when nothing would change. */
export function changeSettings(settings: Settings, change: Partial<Settings>, now: Instant): SettingsEvent | null {
  const after: Settings = { ...settings, ...change, version: settings.version + 1, updatedAt: now };
  const before = changedFields(settings, after);
  return before === null ? null : { kind: 'settings', type: 'settings.updated', after, before };
}
