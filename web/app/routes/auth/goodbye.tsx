import { Link } from 'react-router';
import { AuthForm } from './auth-form.tsx';

export const meta = () => [{ title: 'Goodbye · Carillon' }];

/** Where a person stands whose account has been deleted. */
export default function Goodbye() {
  return (
    <AuthForm
      title="Your account is deleted"
      lead="Tasks, lists, tokens and the whole history are gone, here and on every device. Thank you for the time you spent with Carillon."
    >
      <Link className="link" to="/">
        Back to the start
      </Link>
    </AuthForm>
  );
}
