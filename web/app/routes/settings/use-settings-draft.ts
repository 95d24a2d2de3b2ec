import { useEffect, useState } from 'react';
import { SETTINGS_ID } from '#core/ids.ts';
import type { UpdateSettings } from '#core/settings/commands.ts';
import type { Settings } from '#core/settings/settings.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';

/**
 * The settings as they are to be shown, and a way to change them that shows at once: a switch that waited for the server
 * would be pressed twice. A refusal takes it back.
 */
export function useSettingsDraft(): readonly [Settings, (patch: UpdateSettings['patch'], label: string) => void] {
  const { overview, commands } = useWorkspace();
  const { settings } = overview;
  const [pending, setPending] = useState<Partial<Settings>>({});
  // Another version has arrived: nothing is waited for any more.
  useEffect(() => setPending({}), [settings.version]);
  const change = async (patch: UpdateSettings['patch'], label: string) => {
    setPending((before) => ({ ...before, ...patch }));
    const outcome = await commands.dispatch({
      commands: [{ type: 'settings.update', patch }],
      label,
      subjects: [SETTINGS_ID],
    });
    if (outcome.status !== 'done') setPending({});
  };
  return [{ ...settings, ...pending }, (patch, label) => void change(patch, label)];
}
