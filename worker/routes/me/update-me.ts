import { invariant } from '#core/errors.ts';
import { SettingsPatchSchema } from '#core/settings/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { MeWrittenSchema } from './me-answers.ts';

export const updateMe = endpoint(
  {
    method: 'patch',
    path: '/me',
    operationId: 'updateMe',
    summary: 'Change your zone, language, hours or how your phrases are meant',
    description:
      'Another zone moves what is due on a date or at a floating time; that is worked off in the background.',
    section: 'Me',
    access: 'write',
    body: SettingsPatchSchema,
    bodyMediaTypes: ['application/json', 'application/merge-patch+json'],
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'Your settings as they are now.', schema: MeWrittenSchema },
  },
  async (call) => {
    const command = { type: 'settings.update', patch: call.body } as const;
    const done = await executeOne(call, command, async () => (await call.user.getSettings()).version);
    const { settings, seq, correlationId, isReplay } = done;
    invariant(settings, 'a command on settings answers the settings');
    return {
      body: { userId: call.principal.userId, settings, seq, correlationId },
      version: settings.version,
      isReplay,
    };
  },
);
