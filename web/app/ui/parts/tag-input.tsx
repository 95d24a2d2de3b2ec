import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import {
  Button,
  ComboBox,
  Input,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Tag,
  TagGroup,
  TagList,
} from 'react-aria-components';
import { classNames } from '../class-names.ts';
import field from './field.module.css';
import { matchingTags } from './matching-tags.ts';
import surface from './popover-surface.module.css';
import styles from './tag-input.module.css';

export interface TagInputProps {
  label: string;
  tags: readonly string[];
  /** The tags there are, the likeliest first; those that fit what is typed are offered. */
  suggestions: readonly string[];
  onType?: (text: string) => void;
  onAdd: (tag: string) => void;
  onRemove: (tag: string) => void;
  isLoading?: boolean;
  error?: string | undefined;
}

const newTag = 'new:';

/** Tags as chips, then a box to add one: Enter, comma or a choice adds it, Backspace in the empty box takes the last. */
export function TagInput({
  label,
  tags,
  suggestions,
  onType,
  onAdd,
  onRemove,
  isLoading = false,
  error,
}: TagInputProps) {
  const [text, setText] = useState('');
  const typed = text.trim().replace(/^#/, '');
  const known = suggestions.filter((tag) => !tags.includes(tag));
  const open = matchingTags(known, typed);
  const isNew = typed !== '' && !known.includes(typed) && !tags.includes(typed);
  const items = [
    ...open.map((tag) => ({ id: tag, label: tag, isNew: false })),
    ...(isNew ? [{ id: newTag + typed, label: typed, isNew: true }] : []),
  ];

  const write = (next: string) => {
    setText(next);
    onType?.(next.trim().replace(/^#/, ''));
  };
  const add = (tag: string) => {
    if (tag !== '' && !tags.includes(tag)) onAdd(tag);
    write('');
  };
  const choose = (key: Key | null) => {
    if (key !== null) add(String(key).startsWith(newTag) ? String(key).slice(newTag.length) : String(key));
  };

  return (
    <div className={styles.tagInput}>
      <TagGroup
        aria-label={label}
        onRemove={(keys) => {
          for (const key of keys) onRemove(String(key));
        }}
      >
        <TagList className={styles.tags} items={tags.map((tag) => ({ id: tag }))}>
          {(tag) => (
            <Tag className={styles.tag} textValue={tag.id}>
              <span className={styles.word}>{tag.id}</span>
              <Button slot="remove" className={styles.remove} aria-label={`Remove tag ${tag.id}`}>
                <X aria-hidden="true" />
              </Button>
            </Tag>
          )}
        </TagList>
      </TagGroup>
      <ComboBox
        aria-label={`Add to ${label}`}
        className={styles.adder}
        allowsCustomValue
        allowsEmptyCollection={isLoading}
        menuTrigger="input"
        items={items}
        inputValue={text}
        onInputChange={(next) => (next.endsWith(',') ? add(next.slice(0, -1).trim()) : write(next))}
        value={null}
        onChange={choose}
        onKeyDown={(event) => {
          const last = tags.at(-1);
          if (event.key === 'Backspace' && text === '' && last !== undefined) onRemove(last);
          if (event.key === 'Enter' && typed !== '' && !event.currentTarget.querySelector('[aria-activedescendant]')) {
            add(typed);
          }
        }}
      >
        <Label className={styles.hash} aria-hidden="true">
          <Plus />
        </Label>
        <Input className={styles.input} placeholder="Add tag" />
        <Popover className={surface.surface} offset={4}>
          <ListBox<(typeof items)[number]>
            className={surface.options}
            renderEmptyState={() => <div className={surface.empty}>{isLoading ? 'Looking…' : 'No tag yet.'}</div>}
          >
            {(item) => (
              <ListBoxItem className={surface.option} textValue={item.label}>
                {item.isNew ? <Plus aria-hidden="true" /> : null}
                <span className={surface.words}>{item.isNew ? `New tag “${item.label}”` : item.label}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      {error ? <p className={classNames(field.error, styles.error)}>{error}</p> : null}
    </div>
  );
}
