import { sendRequest } from '../api/send-request.ts';

/** Ends this session. A whole new document follows, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  await sendRequest('POST', '/api/auth/sign-out', {});
  window.location.assign('/sign-in');
}
