import type { WebhookList } from '#application/services.ts';
import type { EmailStatus } from '#core/account/email.ts';
import type { Channel } from '#core/reminder/reminder.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { type ChannelTroubles, emailTroubles, webhookTroubles } from '#web/app/reminders/channel-troubles.ts';
import { Switch } from '#web/app/ui/parts/switch.tsx';
import { TimeField } from '#web/app/ui/parts/time-field.tsx';
import type { Route } from './+types/reminders.ts';
import { ChannelsSetting } from './channels-setting.tsx';
import { EmailSetting } from './email-setting.tsx';
import { LeadSetting } from './lead-setting.tsx';
import { leadWords } from './lead-words.ts';
import { PushSetting } from './push-setting.tsx';
import { QuietHoursSetting } from './quiet-hours-setting.tsx';
import styles from './reminders.module.css';
import { SettingsSection } from './settings-section.tsx';
import { useSettingsDraft } from './use-settings-draft.ts';

export const meta = () => [{ title: 'Reminders · Carillon' }];

const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  in_app: 'in Carillon',
  push: 'on your devices',
  email: 'by email',
  webhook: 'by webhook',
};

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  const { account } = requireSignedIn(context, request);
  const [{ isDemo }, email, calls] = await Promise.all([
    account.getAccount(),
    account.getEmail(),
    account.listWebhooks(),
  ]);
  return { isDemo, email, troubles: troublesOf(isDemo, email, calls) };
});

/** When this person is reminded, where, and when not. */
export default function Reminders({ loaderData: { isDemo, email, troubles } }: Route.ComponentProps) {
  const [settings, change] = useSettingsDraft();
  const { morning, defaultLeadMinutes, reminderChannels, quietHours, isTitleInPush } = settings;
  return (
    <>
      <SettingsSection
        title="Default reminder"
        lead="A task that gets a due date with a time gets one reminder with it. You can change it on the task, or add more."
      >
        <LeadSetting
          minutes={defaultLeadMinutes}
          onChange={(minutes) => change({ defaultLeadMinutes: minutes }, `New tasks: ${leadWords(minutes)}`)}
        />
      </SettingsSection>
      <SettingsSection title="Where" lead="Reminders go there unless the task says otherwise.">
        <ChannelsSetting
          channels={reminderChannels}
          troubles={troubles}
          onChange={(channels) =>
            change(
              { reminderChannels: channels },
              `Reminders now come ${channels.map((channel) => CHANNEL_WORDS[channel]).join(' and ')}`,
            )
          }
        />
      </SettingsSection>
      <PushSetting />
      <EmailSetting email={email} isDemo={isDemo} />
      <SettingsSection
        title="Start of the day"
        lead="A due date without a time counts from here, and “tomorrow morning” is then."
      >
        <div className={styles.time}>
          <TimeField
            label="The day starts at"
            value={morning}
            onChange={(next) => change({ morning: next }, `The day now starts at ${next}`)}
          />
        </div>
      </SettingsSection>
      <SettingsSection
        title="Quiet hours"
        lead="What would ring then rings when they are over, in one piece when it is more than three."
      >
        <QuietHoursSetting
          quietHours={quietHours}
          onChange={(next) =>
            change({ quietHours: next }, next ? `Quiet from ${next.from} to ${next.to}` : 'No quiet hours any more')
          }
        />
      </SettingsSection>
      <SettingsSection
        title="On a locked screen"
        lead="A notification of the device can be read by whoever holds it. Without the title it says only that something is due."
      >
        <div className={styles.switches}>
          <Switch
            isSelected={isTitleInPush}
            onChange={(isShown) =>
              change(
                { isTitleInPush: isShown },
                isShown ? 'Notifications now show the title' : 'Notifications no longer show the title',
              )
            }
          >
            Show what the task is called
          </Switch>
        </div>
      </SettingsSection>
    </>
  );
}

function troublesOf(isDemo: boolean, email: EmailStatus, { webhooks, notifierSeenAt }: WebhookList): ChannelTroubles {
  return {
    email: isDemo ? ['A demo account has no address of its own.'] : emailTroubles(email),
    webhook: webhookTroubles(webhooks, notifierSeenAt),
  };
}
