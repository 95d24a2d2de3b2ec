import { Dialog } from '../parts/dialog.tsx';
import { Kbd } from '../parts/kbd.tsx';
import { Switch } from '../parts/switch.tsx';
import { COMMAND_SCOPES, type Command, type CommandScope } from './command-registry.ts';
import styles from './shortcut-sheet.module.css';

const headings: Record<CommandScope, string> = {
  general: 'Anywhere',
  go: 'Go to',
  list: 'In a list',
  task: 'On a task',
};

export interface ShortcutSheetProps {
  isOpen: boolean;
  onClose: () => void;
  commands: readonly Command[];
  areSingleKeysOff: boolean;
  onSingleKeysOffChange: (areOff: boolean) => void;
}

/** Every key there is, from the registry that binds them. */
export function ShortcutSheet({ isOpen, onClose, commands, ...settings }: ShortcutSheetProps) {
  return (
    <Dialog title="Keyboard shortcuts" size="large" isOpen={isOpen} onClose={onClose}>
      <ShortcutList commands={commands} />
      <div className={styles.setting}>
        <Switch
          isSelected={!settings.areSingleKeysOff}
          onChange={(areOn) => settings.onSingleKeysOffChange(!areOn)}
          help="Off: only shortcuts with Ctrl, ⌘ or Alt, and the arrows. For voice control and unsteady hands."
        >
          Single-key shortcuts
        </Switch>
      </div>
    </Dialog>
  );
}

/** The columns of the sheet, for a dialog or a page. */
export function ShortcutList({ commands }: { commands: readonly Command[] }) {
  return (
    <div className={styles.columns}>
      {COMMAND_SCOPES.map((scope) => {
        const own = uniqueById(commands.filter((command) => command.scope === scope && command.keys.length > 0));
        return own.length === 0 ? null : (
          <section key={scope} className={styles.group}>
            <h3 className={styles.heading}>{headings[scope]}</h3>
            <dl>
              {own.map((command) => (
                <div key={command.id} className={styles.row}>
                  <dt>{command.title}</dt>
                  <dd className={styles.keys}>
                    {command.keys.map((keys) => (
                      <Kbd key={keys} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}

function uniqueById(commands: readonly Command[]): Command[] {
  return [...new Map(commands.map((command) => [command.id, command])).values()];
}
