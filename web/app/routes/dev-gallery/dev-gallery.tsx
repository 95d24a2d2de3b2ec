import { BellMark } from '#web/app/ui/identity/bell-mark.tsx';
import { Wordmark } from '#web/app/ui/identity/wordmark.tsx';
import { ThemeToggle } from '#web/app/ui/theme/theme-toggle.tsx';
import styles from './dev-gallery.module.css';
import { GalleryColours } from './gallery-colours.tsx';
import { GalleryControls } from './gallery-controls.tsx';
import { GalleryFeedback } from './gallery-feedback.tsx';
import { GalleryTasks } from './gallery-tasks.tsx';
import { Specimen } from './specimen.tsx';

export const meta = () => [{ title: 'Gallery · Carillon' }];

/** Every part in every state, light and dark side by side. What opens over the page follows the switch at the top. */
export default function DevGallery() {
  return (
    <main className={styles.gallery}>
      <header className={styles.top}>
        <h1 className={styles.title}>Gallery</h1>
        <a className="link" href="/dev/gallery/app">
          A whole page
        </a>
        <ThemeToggle />
      </header>
      <div className={styles.themes}>
        {(['light', 'dark'] as const).map((theme) => (
          <div key={theme} data-theme={theme} className={styles.theme}>
            <h2 className={styles.themeName}>{theme}</h2>
            <Specimen name="Identity">
              <Wordmark size="large" />
              <Wordmark />
              <BellMark size={64} />
              <BellMark size={32} />
              <BellMark size={16} />
            </Specimen>
            <GalleryColours />
            <GalleryTasks />
            <GalleryControls />
            <GalleryFeedback theme={theme} />
          </div>
        ))}
      </div>
    </main>
  );
}
