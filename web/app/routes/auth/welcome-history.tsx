import { CircleCheck, Pencil, Undo2 } from 'lucide-react';
import { ActivityItem } from '#web/app/ui/activity/activity-item.tsx';
import { DiffView } from '#web/app/ui/activity/diff-view.tsx';
import styles from './welcome.module.css';

const at = (text: string) => ({ text, full: text, iso: '2026-11-21T13:05:00.000Z' });
const undo = (
  <span className={styles.undo}>
    <Undo2 aria-hidden="true" /> Undo
  </span>
);

/** Three lines of a history, made of the parts the activity page is made of. */
export function WelcomeHistory() {
  return (
    <ul className={styles.sample} inert aria-label="An example of a history">
      <ActivityItem
        icon={<Pencil />}
        actor="You"
        action="renamed"
        subject={<em>Call the bell founder in Passau</em>}
        time={at('just now')}
        aside={undo}
      >
        <DiffView field="Title" before="Call the founder" after="Call the bell founder in Passau" isText />
      </ActivityItem>
      <ActivityItem
        icon={<CircleCheck />}
        actor="API token “laptop”"
        action="completed 3 tasks"
        time={at('13:52')}
        aside={undo}
      />
      <ActivityItem
        icon={<Pencil />}
        actor="You"
        action="moved the due date of"
        subject={<em>Pack for Lisbon</em>}
        time={at('Yesterday 18:20')}
        aside={undo}
      >
        <DiffView field="Due" before="Fri 20 Nov" after="Sun 22 Nov, 09:00" />
      </ActivityItem>
    </ul>
  );
}
