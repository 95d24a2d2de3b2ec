import { CalendarDays, CircleCheck, Inbox, Layers, Plus, Sun } from 'lucide-react';
import type { DueWords } from '#web/app/ui/format/due-words.ts';
import { Wordmark } from '#web/app/ui/identity/wordmark.tsx';
import { VisuallyHidden } from '#web/app/ui/parts/visually-hidden.tsx';
import { SidebarLink, SidebarSection } from '#web/app/ui/shell/sidebar.tsx';
import { DayHeading } from '#web/app/ui/task/day-heading.tsx';
import { ListDot } from '#web/app/ui/task/list-dot.tsx';
import { TaskRow, type TaskRowProps } from '#web/app/ui/task/task-row.tsx';
import styles from './welcome-picture.module.css';

const lists = { workshop: 'Workshop', concerts: 'Concerts', parish: 'Parish', home: 'Home' };
type ListName = keyof typeof lists;
const openCounts: Readonly<Record<string, number>> = { workshop: 7, concerts: 12, parish: 3, home: 9 };

function row(title: string, due: [string, DueWords['tone']], list: ListName, more: Partial<TaskRowProps['task']> = {}) {
  return {
    task: { id: `welcome-${title}`, title, status: 'open', priority: 'none', tags: [], ...more },
    due: { text: due[0], tone: due[1], full: '' },
    list: { id: `list_${list}`, name: lists[list] },
  } satisfies TaskRowProps;
}

const overdue = [
  row('Send the invoice for the October restoration', ['3 days late', 'overdue'], 'workshop', {
    priority: 'urgent',
    tags: ['billing'],
  }),
];
const done = row('Reply about the tower lights', ['Today 11:30', 'later'], 'parish', {
  priority: 'high',
  status: 'completed',
});
const today = [
  done,
  row('Call the bell founder', ['Today 15:00', 'today'], 'workshop', { priority: 'high', tags: ['phone'] }),
  {
    ...row('Programme notes for Advent', ['Today', 'today'], 'concerts', { priority: 'medium' }),
    subtasks: { done: 2, total: 5 },
  },
  row('Water the fig tree', ['Today', 'today'], 'home', { tags: ['garden'] }),
];
const tomorrow = [
  {
    ...row('Pack for Lisbon', ['Tomorrow 09:00', 'soon'], 'home', { tags: ['travel'] }),
    subtasks: { done: 0, total: 8 },
  },
];

/** The product itself, at a desk and in a hand, made of its own parts. It is a picture: nothing in it answers. */
export function WelcomePicture() {
  return (
    <figure className={styles.figure}>
      <VisuallyHidden>
        A picture of Carillon: the day’s tasks with their due times, priorities and lists in a wide window, and the same
        tasks on a phone, where one has just been completed in both.
      </VisuallyHidden>
      <div className={styles.stage} aria-hidden="true" inert>
        <div className={styles.desk}>
          <div className={styles.sidebar}>
            <div className={styles.brand}>
              <Wordmark />
            </div>
            <SidebarSection>
              <SidebarLink to="/inbox" icon={<Inbox />} label="Inbox" count={3} />
              <SidebarLink to="/" icon={<Sun />} label="Today" count={5} isUrgent />
              <SidebarLink to="/upcoming" icon={<CalendarDays />} label="Upcoming" />
              <SidebarLink to="/all" icon={<Layers />} label="All tasks" />
              <SidebarLink to="/completed" icon={<CircleCheck />} label="Completed" />
            </SidebarSection>
            <SidebarSection heading="Lists">
              {Object.entries(lists).map(([id, name]) => (
                <SidebarLink
                  key={id}
                  to={`/list/${id}`}
                  icon={<ListDot listId={`list_${id}`} />}
                  label={name}
                  count={openCounts[id] ?? 0}
                />
              ))}
            </SidebarSection>
          </div>
          <div className={styles.list}>
            <p className={styles.heading}>Today</p>
            <p className={styles.add}>
              <Plus /> Add a task
            </p>
            <Rows name="Overdue" tone="overdue" rows={overdue} />
            <Rows name="Today" rows={today} />
            <Rows name="Tomorrow" rows={tomorrow} />
          </div>
        </div>
        <div className={styles.phone}>
          <p className={styles.heading}>Today</p>
          {today.map((props) => (
            <TaskRow key={props.task.id} {...props} list={null} />
          ))}
        </div>
      </div>
    </figure>
  );
}

function Rows({ name, tone, rows }: { name: string; tone?: 'overdue'; rows: readonly TaskRowProps[] }) {
  return (
    <>
      <DayHeading name={name} tone={tone ?? 'regular'} count={rows.length} />
      {rows.map((props) => (
        <TaskRow key={props.task.id} {...props} />
      ))}
    </>
  );
}
