import { Button } from '../ui/parts/button.tsx';
import { Dialog } from '../ui/parts/dialog.tsx';

export interface StopDialogProps {
  title: string;
  onStop: () => void;
  onClose: () => void;
}

/** Asks before a series ends for good. */
export function StopDialog({ title, onStop, onClose }: StopDialogProps) {
  return (
    <Dialog
      role="alertdialog"
      title={`Stop repeating “${title}”?`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            Cancel
          </Button>
          <Button
            variant="danger"
            onPress={() => {
              onStop();
              onClose();
            }}
          >
            Stop repeating
          </Button>
        </>
      }
    >
      No more of them are made. The tasks there are stay, done and open ones alike.
    </Dialog>
  );
}
