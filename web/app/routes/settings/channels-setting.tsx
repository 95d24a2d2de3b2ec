import type { Channel } from '#core/reminder/reminder.ts';
import type { ChannelTroubles } from '#web/app/reminders/channel-troubles.ts';
import { Switch } from '#web/app/ui/parts/switch.tsx';
import styles from './reminders.module.css';

export interface ChannelsSettingProps {
  channels: readonly Channel[];
  /** What stands in the way of those that leave Carillon. */
  troubles: ChannelTroubles;
  onChange: (channels: Channel[]) => void;
}

const CHANNELS: readonly { channel: Channel; label: string; help: string }[] = [
  { channel: 'in_app', label: 'In Carillon', help: 'In every open window, and in the bell.' },
  {
    channel: 'push',
    label: 'On my devices',
    help: 'As a notification of the device, where that is switched on below.',
  },
  { channel: 'email', label: 'By email', help: 'To the address of your account.' },
  { channel: 'webhook', label: 'By webhook', help: 'To every webhook of yours.' },
];

/** Where reminders go that name no channel of their own. One stays on: a reminder that goes nowhere is none. */
export function ChannelsSetting({ channels, troubles, onChange }: ChannelsSettingProps) {
  return (
    <div className={styles.switches}>
      {CHANNELS.map(({ channel, label, help }) => {
        const isOn = channels.includes(channel);
        const isLast = isOn && channels.length === 1;
        return (
          <Switch
            key={channel}
            isSelected={isOn}
            isDisabled={isLast}
            help={helpOf(channel, help, troubles, isLast)}
            onChange={() => onChange(isOn ? channels.filter((each) => each !== channel) : [...channels, channel])}
          >
            {label}
          </Switch>
        );
      })}
    </div>
  );
}

function helpOf(channel: Channel, help: string, troubles: ChannelTroubles, isLast: boolean): string {
  const inTheWay = channel === 'email' || channel === 'webhook' ? troubles[channel] : [];
  return [help, ...inTheWay, ...(isLast ? ['One of them stays on.'] : [])].join(' ');
}
