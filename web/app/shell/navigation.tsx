import {
  Archive,
  CalendarDays,
  ChevronDown,
  CircleAlert,
  CircleCheck,
  Hash,
  Inbox,
  Layers,
  MessageSquare,
  Plus,
  Repeat,
  Sun,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { INBOX_ID } from '#core/ids.ts';
import type { TagCount } from '#core/query/overview.ts';
import { IconButton } from '../ui/parts/icon-button.tsx';
import { SidebarLink, SidebarSection } from '../ui/shell/sidebar.tsx';
import { ListLink } from './list-link.tsx';
import { ListNameDialog } from './list-name-dialog.tsx';
import styles from './navigation.module.css';
import { ViewLink } from './view-link.tsx';
import { useWorkspace } from './workspace.tsx';

const FEW_TAGS = 7;

/** Every place there is: the views, the lists, the tags. */
export function Navigation() {
  const { overview, lists, views, tags } = useWorkspace();
  const [isCreating, setCreating] = useState(false);
  const [areArchivedShown, setArchivedShown] = useState(false);
  const [areAllTagsShown, setAllTagsShown] = useState(false);
  // The ones in use most; beyond that a sidebar is no help any more.
  const shownTags = areAllTagsShown ? tags : mostUsed(tags);
  const own = lists.filter(({ id }) => id !== INBOX_ID);
  const open = own.filter(({ archivedAt }) => archivedAt === null);
  const archived = own.filter(({ archivedAt }) => archivedAt !== null);
  const { today, overdue } = overview.counts;
  return (
    <>
      <SidebarSection>
        <SidebarLink
          to="/inbox"
          icon={<Inbox />}
          label="Inbox"
          count={lists.find(({ id }) => id === INBOX_ID)?.openCount}
        />
        <SidebarLink to="/today" icon={<Sun />} label="Today" count={today + overdue} />
        {overdue > 0 ? (
          <SidebarLink to="/overdue" icon={<CircleAlert />} label="Overdue" count={overdue} isUrgent />
        ) : null}
        <SidebarLink to="/upcoming" icon={<CalendarDays />} label="Upcoming" />
        <SidebarLink to="/repeating" icon={<Repeat />} label="Repeating" />
        <SidebarLink to="/chat" icon={<MessageSquare />} label="Chat" />
        <SidebarLink to="/all" icon={<Layers />} label="All tasks" />
        <SidebarLink to="/completed" icon={<CircleCheck />} label="Completed" />
        <SidebarLink to="/trash" icon={<Trash2 />} label="Trash" />
      </SidebarSection>
      {views.length > 0 ? (
        <SidebarSection heading="Views">
          {views.map((view) => (
            <ViewLink key={view.id} view={view} />
          ))}
        </SidebarSection>
      ) : null}
      <SidebarSection
        heading="Lists"
        action={<IconButton label="New list" icon={<Plus aria-hidden="true" />} onPress={() => setCreating(true)} />}
      >
        {open.map((list, index) => (
          <ListLink
            key={list.id}
            list={list}
            before={open[index - 2]?.id ?? null}
            after={open[index + 1]?.id ?? null}
            isFirst={index === 0}
          />
        ))}
        {archived.length > 0 ? (
          <li>
            <button
              type="button"
              className={styles.more}
              title={`Archived (${archived.length})`}
              aria-expanded={areArchivedShown}
              onClick={() => setArchivedShown(!areArchivedShown)}
            >
              <Archive aria-hidden="true" />
              <span>Archived ({archived.length})</span>
            </button>
          </li>
        ) : null}
        {areArchivedShown
          ? archived.map((list) => <ListLink key={list.id} list={list} before={null} after={null} isFirst />)
          : null}
      </SidebarSection>
      {tags.length > 0 ? (
        <div className={styles.tags}>
          <SidebarSection heading="Tags">
            {shownTags.map(({ tag, count }) => (
              <SidebarLink
                key={tag}
                to={`/tags/${encodeURIComponent(tag)}`}
                icon={<Hash />}
                label={tag}
                count={count}
              />
            ))}
            {tags.length > shownTags.length ? (
              <li>
                <button type="button" className={styles.more} onClick={() => setAllTagsShown(true)}>
                  <ChevronDown aria-hidden="true" />
                  <span>{tags.length - shownTags.length} more</span>
                </button>
              </li>
            ) : null}
          </SidebarSection>
        </div>
      ) : null}
      {isCreating ? <ListNameDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}

function mostUsed(tags: readonly TagCount[]): readonly TagCount[] {
  if (tags.length <= FEW_TAGS + 1) return tags;
  const used = tags.toSorted((a, b) => b.count - a.count).slice(0, FEW_TAGS);
  return tags.filter((tag) => used.includes(tag));
}
