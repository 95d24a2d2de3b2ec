import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate } from 'react-router';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { MAX_QUERY_CHARACTERS } from '#core/query-language/query.ts';
import { type SavedView, ViewNameSchema } from '#core/view/view.ts';
import { newId } from '../commands/mint-id.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { Button } from '../ui/parts/button.tsx';
import { Dialog } from '../ui/parts/dialog.tsx';
import { TextField } from '../ui/parts/text-field.tsx';
import styles from './saved-view-dialog.module.css';

export interface SavedViewDialogProps {
  /** The view to change; absent for a new one. */
  view?: SavedView;
  query: string;
  order: Pick<SavedView, 'sort' | 'order'>;
  onClose: () => void;
}

/** Asks for the name of a view, and for its query where one is there already. */
export function SavedViewDialog({ view, query: asked, order: { sort, order }, onClose }: SavedViewDialogProps) {
  const { commands } = useWorkspace();
  const navigate = useNavigate();
  const [name, setName] = useState(view?.name ?? '');
  const [query, setQuery] = useState(asked);
  const [isTried, setTried] = useState(false);
  const named = ViewNameSchema.safeParse(name.trim());
  const { problem } = parseQuery(query);

  const submit = async () => {
    setTried(true);
    if (!named.success || problem !== null) return;
    onClose();
    if (view) {
      const patch = { name: named.data, query, sort, order };
      const command = { type: 'view.update', viewId: view.id, patch } as const;
      await commands.dispatch({ commands: [command], label: `Changed the view “${named.data}”`, subjects: [view.id] });
      return;
    }
    const viewId = newId('view');
    const outcome = await commands.dispatch({
      commands: [{ type: 'view.create', viewId, name: named.data, query, sort, order }],
      label: `Saved the view “${named.data}”`,
      subjects: [viewId],
    });
    if (outcome.status === 'done') await navigate(`/views/${viewId}`);
  };
  const nameError = named.success ? undefined : `The name ${named.error.issues[0]?.message ?? 'does not do'}.`;
  return (
    <Dialog
      title={view ? `Change “${view.name}”` : 'Save as view'}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" onPress={() => void submit()}>
            {view ? 'Change' : 'Save'}
          </Button>
        </>
      }
    >
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label="Name"
          autoFocus
          value={name}
          onChange={setName}
          error={isTried ? nameError : undefined}
          maxLength={100}
          autoComplete="off"
        />
        <TextField
          label="Query"
          value={query}
          onChange={setQuery}
          error={problem === null ? undefined : `At character ${problem.start + 1}: ${problem.message}.`}
          maxLength={MAX_QUERY_CHARACTERS}
          autoComplete="off"
          spellCheck="false"
        />
        <button type="submit" hidden />
      </Form>
    </Dialog>
  );
}
