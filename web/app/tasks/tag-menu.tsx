import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate } from 'react-router';
import { TagSchema } from '#core/tag/tag.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { Button } from '../ui/parts/button.tsx';
import { Dialog } from '../ui/parts/dialog.tsx';
import { IconButton } from '../ui/parts/icon-button.tsx';
import { Menu, MenuItem } from '../ui/parts/menu.tsx';
import { TextField } from '../ui/parts/text-field.tsx';

/** What can be done with a tag as a whole: on every task that carries it, as one change. */
export function TagMenu({ tag }: { tag: string }) {
  const { commands, tags } = useWorkspace();
  const navigate = useNavigate();
  const [name, setName] = useState<string | null>(null);
  const parsed = TagSchema.safeParse(name?.replace(/^#/, ''));
  const isMerge = parsed.success && parsed.data !== tag && tags.some((each) => each.tag === parsed.data);

  const rename = async () => {
    if (!parsed.success) return;
    setName(null);
    if (parsed.data === tag) return;
    const label = isMerge ? `Merged #${tag} into #${parsed.data}` : `Renamed #${tag} to #${parsed.data}`;
    const outcome = await commands.dispatch({
      commands: [{ type: 'tag.rename', tag, to: parsed.data }],
      label,
      subjects: [`#${tag}`, `#${parsed.data}`],
    });
    if (outcome.status === 'done') await navigate(`/tags/${encodeURIComponent(parsed.data)}`);
  };
  const remove = async () => {
    const command = { type: 'tag.delete', tag } as const;
    const outcome = await commands.dispatch({
      commands: [command],
      label: `Took #${tag} off every task`,
      subjects: [`#${tag}`],
    });
    if (outcome.status === 'done') await navigate('/all');
  };
  return (
    <>
      <Menu
        label={`Actions for the tag ${tag}`}
        placement="bottom end"
        trigger={<IconButton label="More" icon={<Ellipsis aria-hidden="true" />} />}
      >
        <MenuItem icon={<Pencil aria-hidden="true" />} onAction={() => setName(tag)}>
          Rename or merge…
        </MenuItem>
        <MenuItem icon={<Trash2 aria-hidden="true" />} tone="danger" onAction={() => void remove()}>
          Take it off every task
        </MenuItem>
      </Menu>
      <Dialog
        title={`Rename #${tag}`}
        isOpen={name !== null}
        onClose={() => setName(null)}
        footer={
          <>
            <Button variant="quiet" onPress={() => setName(null)}>
              Cancel
            </Button>
            <Button variant="primary" onPress={() => void rename()} isDisabled={!parsed.success}>
              {isMerge ? 'Merge' : 'Rename'}
            </Button>
          </>
        }
      >
        <Form
          onSubmit={(event) => {
            event.preventDefault();
            void rename();
          }}
        >
          <TextField
            label="Name"
            autoFocus
            autoComplete="off"
            value={name ?? ''}
            onChange={setName}
            help={isMerge ? 'There is a tag of this name: the two become one.' : 'Letters, digits, - and _.'}
          />
        </Form>
      </Dialog>
    </>
  );
}
