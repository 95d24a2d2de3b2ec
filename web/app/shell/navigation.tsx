import {
  Activity,
  Archive,
  CalendarDays,
  CircleAlert,
  CircleCheck,
  Code,
  Hash,
  Inbox,
  Layers,
  LogOut,
  Plus,
  Settings,
  Sun,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { INBOX_ID } from '#core/ids.ts';
import { signOut } from '../auth/sign-out.ts';
import { IconButton } from '../ui/parts/icon-button.tsx';
import { SidebarLink, SidebarSection } from '../ui/shell/sidebar.tsx';
import { ThemeToggle } from '../ui/theme/theme-toggle.tsx';
import { ListLink } from './list-link.tsx';
import { ListNameDialog } from './list-name-dialog.tsx';
import styles from './navigation.module.css';
import { useWorkspace } from './workspace.tsx';

/** Every place there is: the views, the lists, the tags, and what is about the account. */
export function Navigation() {
  const { overview, lists, tags } = useWorkspace();
  const [isCreating, setCreating] = useState(false);
  const [areArchivedShown, setArchivedShown] = useState(false);
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
        <SidebarLink to="/today" icon={<Sun />} label="Today" count={today} />
        {overdue > 0 ? (
          <SidebarLink to="/overdue" icon={<CircleAlert />} label="Overdue" count={overdue} isUrgent />
        ) : null}
        <SidebarLink to="/upcoming" icon={<CalendarDays />} label="Upcoming" />
        <SidebarLink to="/all" icon={<Layers />} label="All tasks" />
        <SidebarLink to="/completed" icon={<CircleCheck />} label="Completed" />
        <SidebarLink to="/trash" icon={<Trash2 />} label="Trash" />
      </SidebarSection>
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
        <SidebarSection heading="Tags">
          {tags.map(({ tag, count }) => (
            <SidebarLink key={tag} to={`/tags/${encodeURIComponent(tag)}`} icon={<Hash />} label={tag} count={count} />
          ))}
        </SidebarSection>
      ) : null}
      <div className={styles.foot}>
        <SidebarSection>
          <SidebarLink to="/activity" icon={<Activity />} label="Activity" />
          <SidebarLink to="/settings" icon={<Settings />} label="Settings" />
          <li>
            <a className={styles.more} href="/docs" title="API">
              <Code aria-hidden="true" />
              <span>API</span>
            </a>
          </li>
          <li>
            <button type="button" className={styles.more} title="Sign out" onClick={() => void signOut()}>
              <LogOut aria-hidden="true" />
              <span>Sign out</span>
            </button>
          </li>
        </SidebarSection>
        <div className={styles.theme}>
          <ThemeToggle />
        </div>
      </div>
      {isCreating ? <ListNameDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}
