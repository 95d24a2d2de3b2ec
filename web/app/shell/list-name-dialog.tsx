import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate } from 'react-router';
import { type List, ListNameSchema } from '#core/list/list.ts';
import { newId } from '../commands/mint-id.ts';
import { Button } from '../ui/parts/button.tsx';
import { Dialog } from '../ui/parts/dialog.tsx';
import { TextField } from '../ui/parts/text-field.tsx';
import { useWorkspace } from './workspace.tsx';

/** Asks for the name of a list: of a new one, or another name for one that is there. */
export function ListNameDialog({ list, onClose }: { list?: List; onClose: () => void }) {
  const { commands } = useWorkspace();
  const navigate = useNavigate();
  const [name, setName] = useState(list?.name ?? '');
  const [error, setError] = useState<string | undefined>(undefined);

  const submit = () => {
    const parsed = ListNameSchema.safeParse(name.trim());
    if (!parsed.success) return setError(`The name ${parsed.error.issues[0]?.message ?? 'does not do'}.`);
    onClose();
    if (list) {
      if (parsed.data === list.name) return;
      const command = { type: 'list.rename', listId: list.id, name: parsed.data } as const;
      void commands.dispatch({
        commands: [command],
        label: `Renamed the list to “${parsed.data}”`,
        subjects: [list.id],
      });
      return;
    }
    void create(parsed.data);
  };
  const create = async (listName: string) => {
    const listId = newId('list');
    const outcome = await commands.dispatch({
      commands: [{ type: 'list.create', listId, name: listName }],
      label: `Made the list “${listName}”`,
      subjects: [listId],
    });
    if (outcome.status === 'done') await navigate(`/lists/${listId}`);
  };
  return (
    <Dialog
      title={list ? `Rename “${list.name}”` : 'New list'}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" onPress={submit}>
            {list ? 'Rename' : 'Make the list'}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label="Name"
          autoFocus
          value={name}
          onChange={setName}
          error={error}
          maxLength={100}
          autoComplete="off"
        />
      </Form>
    </Dialog>
  );
}
