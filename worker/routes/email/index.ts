import { getEmail } from './get-email.ts';
import { sendVerification } from './send-verification.ts';
import { updateEmail } from './update-email.ts';

export const emailEndpoints = [getEmail, updateEmail, sendVerification];
