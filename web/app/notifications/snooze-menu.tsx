import { AlarmClock, CalendarClock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Snooze } from '#core/reminder/commands.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/parts/menu.tsx';
import { snoozeChoices } from './snooze-choices.ts';
import { SnoozeUntilDialog } from './snooze-until-dialog.tsx';

export interface SnoozeMenuProps {
  /** The React Aria button that opens it. */
  trigger: ReactNode;
  /** What is put off, for screen readers. */
  title: string;
  onSnooze: (snooze: Snooze) => void;
}

/** For how long a reminder is put off; each choice says when it would ring again. */
export function SnoozeMenu({ trigger, title, onSnooze }: SnoozeMenuProps) {
  const { overview, nowMs } = useWorkspace();
  const [isPicking, setPicking] = useState(false);
  return (
    <>
      <Menu label={`Snooze “${title}”`} trigger={trigger}>
        {snoozeChoices(overview.settings, nowMs).map(({ id, snooze, words }) => (
          <MenuItem key={id} icon={<AlarmClock aria-hidden="true" />} onAction={() => onSnooze(snooze)}>
            {words}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem icon={<CalendarClock aria-hidden="true" />} onAction={() => setPicking(true)}>
          Pick a time…
        </MenuItem>
      </Menu>
      {isPicking ? <SnoozeUntilDialog title={title} onSnooze={onSnooze} onClose={() => setPicking(false)} /> : null}
    </>
  );
}
