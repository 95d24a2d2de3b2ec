import styles from './dev-gallery.module.css';
import { Specimen } from './specimen.tsx';

const roles = [
  'surface-sunken',
  'surface',
  'surface-raised',
  'border',
  'border-control',
  'accent',
  'bell',
  'danger',
  'due-soon',
  'done',
];
const priorities = ['priority-low', 'priority-medium', 'priority-high', 'priority-urgent'];

export function GalleryColours() {
  return (
    <>
      <Specimen name="Colour">
        {[...roles, ...priorities].map((role) => (
          <div key={role} className={styles.swatch}>
            <span className={styles.chip} style={{ background: `var(--${role})` }} />
            {role}
          </div>
        ))}
      </Specimen>
      <Specimen name="Type" isWide>
        <p style={{ fontSize: 'var(--text-2xl)', fontWeight: 'var(--weight-strong)' }}>Every bell at its hour</p>
        <p style={{ fontSize: 'var(--text-xl)', fontWeight: 'var(--weight-strong)' }}>Today, 21 November</p>
        <p style={{ fontSize: 'var(--text-lg)' }}>Book the organ tuner before Advent</p>
        <p>The list is the product: chrome recedes, text leads.</p>
        <p style={{ color: 'var(--text-muted)', fontSize: 'var(--text-sm)' }} className="tabular">
          Meta 09:00 · 11:30 · 18:45 — 3 of 12
        </p>
      </Specimen>
    </>
  );
}
