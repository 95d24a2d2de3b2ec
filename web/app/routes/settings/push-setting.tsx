import { BellOff, BellRing } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PushSubscription as Device } from '#core/delivery/push-subscription.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { classNames } from '#web/app/ui/class-names.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { dateIn } from './date-in.ts';
import { pushServiceName } from './push-service-name.ts';
import styles from './push-setting.module.css';
import settings from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { type PushHere, type PushSettingState, usePushSetting } from './use-push-setting.ts';

/** Which devices show reminders when no window of Carillon does, this one above all. */
export function PushSetting() {
  const push = usePushSetting();
  const { here, devices, problem } = push;
  return (
    <SettingsSection
      title="Your devices"
      lead="When no window shows a reminder within 10 seconds, it comes as a notification of the device, also when Carillon is closed."
    >
      <HereNotice here={here} push={push} />
      <FormProblem problem={problem} />
      {devices.length > 0 ? (
        <ul className={settings.rows}>
          {devices.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              isHere={here.kind === 'on' && here.deviceId === device.id}
              push={push}
            />
          ))}
        </ul>
      ) : null}
    </SettingsSection>
  );
}

function HereNotice({ here, push }: { here: PushHere; push: PushSettingState }) {
  const { words, action } = describeHere(here);
  const isOn = here.kind === 'on';
  const Icon = isOn ? BellRing : BellOff;
  return (
    <div className={settings.notice} aria-busy={here.kind === 'asking'}>
      <p role="status" className={classNames(styles.here, isOn && styles.on)}>
        <Icon aria-hidden="true" />
        <span>{words}</span>
      </p>
      {action ? (
        <Button onPress={push.turnOn} isBusy={push.isBusy}>
          {action}
        </Button>
      ) : null}
    </div>
  );
}

function describeHere(here: PushHere): { words: ReactNode; action?: string } {
  switch (here.kind) {
    case 'asking':
      return { words: 'Looking at this browser…' };
    case 'not set up':
      return { words: 'This Carillon is not set up to reach devices. Whoever runs it can make the keys for that.' };
    case 'unsupported':
      return {
        words:
          'This browser cannot be reached. On an iPhone or iPad, add Carillon to the home screen and open it there.',
      };
    case 'denied':
      return {
        words: 'This browser was told to show no notifications of Carillon. Allow them in its settings for this site.',
      };
    case 'off':
      return { words: 'Reminders do not reach this device.', action: 'Turn on here' };
    case 'on':
      return { words: 'Reminders reach this device.' };
    case 'failed':
      return { words: `This browser could not be added. ${here.why}`, action: 'Try again' };
  }
}

function DeviceRow({ device, isHere, push }: { device: Device; isHere: boolean; push: PushSettingState }) {
  const { overview, toasts } = useWorkspace();
  const { zone, locale } = overview.settings;
  return (
    <li className={settings.row}>
      <div className={settings.rowBody}>
        <p className={settings.rowName}>
          {device.name}
          {isHere ? <span className={classNames(settings.badge, settings.current)}>This device</span> : null}
        </p>
        <p className={settings.rowMeta}>
          <span>Through {pushServiceName(device.service)}</span>
          <span>Added {dateIn(device.createdAt, { zone, locale })}</span>
        </p>
      </div>
      <div className={settings.actions}>
        <Button
          size="small"
          isDisabled={push.isBusy}
          aria-label={`Send a test to ${device.name}`}
          onPress={() => push.sendTest(device, (message) => toasts.add({ message }))}
        >
          Send a test
        </Button>
        <Button
          size="small"
          isDisabled={push.isBusy}
          aria-label={`Remove ${device.name}`}
          onPress={() =>
            push.remove(device, () => toasts.add({ message: `Reminders no longer reach ${device.name}.` }))
          }
        >
          Remove
        </Button>
      </div>
    </li>
  );
}
