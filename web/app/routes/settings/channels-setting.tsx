import type { Channel } from '#core/reminder/reminder.ts';
import { Switch } from '#web/app/ui/parts/switch.tsx';
import styles from './reminders.module.css';

export interface ChannelsSettingProps {
  channels: readonly Channel[];
  onChange: (channels: Channel[]) => void;
}

const CHANNELS: readonly { channel: Channel; label: string; help: string }[] = [
  { channel: 'in_app', label: 'In Carillon', help: 'In every open window, and in the bell.' },
  {
    channel: 'push',
    label: 'On my devices',
    help: 'As a notification of the device, where that is switched on below.',
  },
  { channel: 'email', label: 'By email', help: 'Waits until this Carillon is connected to a mail server.' },
];
/** Set through the API; shown where it is on, so that it can be switched off. */
const WEBHOOK = { channel: 'webhook', label: 'By webhook', help: 'Waits until a receiver is set up.' } as const;

/** Where reminders go that name no channel of their own. One stays on: a reminder that goes nowhere is none. */
export function ChannelsSetting({ channels, onChange }: ChannelsSettingProps) {
  const shown = channels.includes('webhook') ? [...CHANNELS, WEBHOOK] : CHANNELS;
  return (
    <div className={styles.switches}>
      {shown.map(({ channel, label, help }) => {
        const isOn = channels.includes(channel);
        const isLast = isOn && channels.length === 1;
        return (
          <Switch
            key={channel}
            isSelected={isOn}
            isDisabled={isLast}
            help={isLast ? `${help} One of them stays on.` : help}
            onChange={() => onChange(isOn ? channels.filter((each) => each !== channel) : [...channels, channel])}
          >
            {label}
          </Switch>
        );
      })}
    </div>
  );
}
