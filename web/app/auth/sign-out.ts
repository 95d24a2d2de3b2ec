import { sendRequest } from '../api/send-request.ts';
import { unsubscribeHere } from '../push/push-here.ts';

/** Ends this session. A whole new document follows, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  // Whoever signs in here next must not get these reminders. The server forgets the device with the session.
  await Promise.all([sendRequest('POST', '/api/auth/sign-out', {}), unsubscribeHere()]);
  window.location.assign('/sign-in');
}
