import { MAX_CAPTURED_LINES } from '#core/capture/max-captured-lines.ts';
import { useWorkspace } from '../../shell/workspace.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { Dialog } from '../../ui/parts/dialog.tsx';
import { PartChips } from './part-chips.tsx';
import styles from './paste-preview.module.css';
import { plainlySaid, type Said } from './said.ts';
import { tooMuch } from './too-much.ts';
import { useCapturedText, useReadText } from './use-captured-text.ts';
import { useTextReader } from './use-text-reader.ts';

export interface PastePreviewProps {
  text: string;
  onAdd: (lines: Said[]) => void;
  onOneLine: (text: string) => void;
  onClose: () => void;
}

/** Pasted lines as the tasks they would be, before they are. */
export function PastePreview({ text, onAdd, onOneLine, onClose }: PastePreviewProps) {
  const { overview, lists, nowMs } = useWorkspace();
  const reader = useTextReader();
  const readText = useReadText();
  const captured = useCapturedText(text);
  const plain = text.split(/[\n\r\u2028\u2029]+/u).filter((line) => line.trim() !== '');
  const isTooLong = plain.length > MAX_CAPTURED_LINES;
  const lines = reader && !isTooLong ? readText(reader, captured.text, captured.edits) : [];
  const said = reader ? lines.map((line) => line.said) : plain.map(plainlySaid);
  const problem = isTooLong
    ? `These are ${plain.length} lines. At most ${MAX_CAPTURED_LINES} can be added at once.`
    : (said.map(tooMuch).find((each) => each !== null) ?? null);
  return (
    <Dialog
      title={`Add ${plain.length} tasks`}
      size="large"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={() => onOneLine(plain.map((line) => line.trim()).join(' '))}>
            Paste as one line
          </Button>
          <Button
            variant="primary"
            autoFocus
            isDisabled={problem !== null || said.length === 0}
            onPress={() => onAdd(said)}
          >
            Add {plain.length} tasks
          </Button>
        </>
      }
    >
      {problem ? (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      ) : null}
      <ol className={styles.lines}>
        {lines.map((line) => (
          <li key={line.start} className={styles.line}>
            <p className={styles.title}>{line.capture.title}</p>
            <PartChips
              parts={line.capture.parts}
              context={{
                settings: overview.settings,
                nowMs,
                due: line.capture.due,
                isList: (name) => lists.some((list) => list.name === name),
              }}
              onReject={captured.reject}
              onAccept={captured.accept}
              onSwap={captured.swap}
            />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
