import { useSingleKeysSetting } from '#web/app/shell/single-keys-setting.ts';
import { Switch } from '#web/app/ui/parts/switch.tsx';
import { ThemeToggle } from '#web/app/ui/theme/theme-toggle.tsx';
import { SettingsSection } from './settings-section.tsx';

export const meta = () => [{ title: 'Appearance · Carillon' }];

/** What is kept on this device only: how it looks, and which keys it hears. */
export default function Appearance() {
  const [areSingleKeysOff, setSingleKeysOff] = useSingleKeysSetting();
  return (
    <>
      <SettingsSection
        title="Theme"
        lead="On this device. “System” goes with the device, also when that changes at dusk."
      >
        <div>
          <ThemeToggle />
        </div>
      </SettingsSection>
      <SettingsSection title="Keyboard" lead="On this device. Press ? anywhere to see every key.">
        <Switch
          isSelected={!areSingleKeysOff}
          onChange={(areOn) => setSingleKeysOff(!areOn)}
          help="Switch them off when you dictate, or when keys are pressed by accident. Keys with Ctrl or ⌘ always work."
        >
          Single letters are commands
        </Switch>
      </SettingsSection>
    </>
  );
}
