import { SETTINGS_ID } from '#core/ids.ts';
import type { UpdateSettings } from '#core/settings/commands.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';

/** Changes settings at once, with a word about it and a way back. */
export function useChangeSettings(): (patch: UpdateSettings['patch'], label: string) => void {
  const { commands } = useWorkspace();
  return (patch, label) => {
    void commands.dispatch({ commands: [{ type: 'settings.update', patch }], label, subjects: [SETTINGS_ID] });
  };
}
