import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#web/app/ui/parts/icon-button.tsx';
import { VisuallyHidden } from '#web/app/ui/parts/visually-hidden.tsx';

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ what, text }: { what: string; text: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      // Without permission the text can still be marked: one click selects all of it.
      setState('failed');
    }
  };
  const label = { ready: `Copy ${what}`, copied: 'Copied', failed: 'Not copied: select the text and copy it' }[state];
  return (
    <>
      <IconButton
        label={label}
        icon={state === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        onPress={() => void copy()}
      />
      <span role="status">
        <VisuallyHidden>{state === 'ready' ? '' : label}</VisuallyHidden>
      </span>
    </>
  );
}
