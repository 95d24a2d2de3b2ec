import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import surface from './popover-surface.module.css';

interface OptionWordsProps {
  /** Stands before the words. */
  icon?: ReactNode;
  label: ReactNode;
  isSelected: boolean;
}

/** What stands in the row of an option: its words, and a check at the end of the chosen one. */
export function OptionWords({ icon, label, isSelected }: OptionWordsProps) {
  return (
    <>
      {icon}
      <span className={surface.words}>{label}</span>
      {isSelected ? (
        <span className={surface.end}>
          <Check aria-hidden="true" />
        </span>
      ) : null}
    </>
  );
}
