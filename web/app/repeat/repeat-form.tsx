import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { localDateAt } from '#core/time/local.ts';
import { DueField } from '../ui/due/due-field.tsx';
import { SegmentedControl } from '../ui/parts/segmented-control.tsx';
import { TextField } from '../ui/parts/text-field.tsx';
import { followStart } from './follow-start.ts';
import { draftOfRule } from './repeat-draft.ts';
import { RepeatFields } from './repeat-fields.tsx';
import styles from './repeat-form.module.css';
import { repeatPresets } from './repeat-presets.ts';
import { RepeatPreview } from './repeat-preview.tsx';
import type { RepeatClock, RepeatOutcome, RepeatState } from './repeat-state.ts';
import { startOf } from './repeat-value.ts';
import { TriggerFields } from './trigger-fields.tsx';

export interface RepeatFormProps {
  state: RepeatState;
  onChange: (state: RepeatState) => void;
  outcome: RepeatOutcome;
  clock: RepeatClock;
}

/** Rule, start and trigger, with what they come to beside them. */
export function RepeatForm({ state, onChange, outcome, clock }: RepeatFormProps) {
  const { due, how, draft, text, trigger } = state;
  const set = (changed: Partial<RepeatState>) => onChange({ ...state, ...changed });
  const start = startOf(due);
  const presets = repeatPresets(start);
  const chosen = presets.find(({ rule }) => rule === outcome.rule);
  return (
    <div className={styles.form}>
      <div className={styles.side}>
        <div className={styles.labelled}>
          <span className={styles.label} id="repeat-start">
            First due
          </span>
          <div className={styles.due}>
            <DueField
              {...clock}
              label="First due"
              isRequired
              value={due}
              onChange={(next) => next && set({ due: next, draft: followStart(draft, start, startOf(next)) })}
            />
          </div>
        </div>
        <ToggleButtonGroup
          aria-label="Often used"
          className={styles.presets}
          selectionMode="single"
          selectedKeys={chosen ? [chosen.rule] : []}
          onSelectionChange={([rule]) => {
            const preset = rule === undefined ? null : draftOfRule(String(rule), start);
            if (preset) set({ how: 'fields', draft: { ...preset, end: draft.end } });
          }}
        >
          {presets.map(({ rule, label }) => (
            <ToggleButton key={rule} id={rule} className={styles.preset}>
              {label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <SegmentedControl
          label="How to write the rule"
          segments={[
            { value: 'fields', label: 'Choose' },
            { value: 'text', label: 'RRULE' },
          ]}
          value={how}
          onChange={(next) =>
            set(
              next === 'text'
                ? { how: next, text: outcome.preview?.rule ?? outcome.rule }
                : { how: next, draft: draftOfRule(text, start) ?? draft },
            )
          }
        />
        {how === 'fields' ? (
          <RepeatFields
            draft={draft}
            onChange={(next) => set({ draft: next })}
            start={start}
            locale={clock.locale}
            weekStart={clock.weekStart}
          />
        ) : (
          <div className={styles.text}>
            <TextField
              label="Rule (RFC 5545)"
              placeholder="FREQ=WEEKLY;BYDAY=MO,TH"
              autoComplete="off"
              spellCheck="false"
              value={text}
              error={text.trim() === '' ? undefined : (outcome.problem ?? undefined)}
              onChange={(next) => set({ text: next })}
            />
          </div>
        )}
        <TriggerFields value={trigger} onChange={(next) => set({ trigger: next })} />
      </div>
      <div className={styles.outcome}>
        {outcome.preview ? (
          <RepeatPreview
            preview={outcome.preview}
            trigger={trigger}
            today={localDateAt(clock.nowMs, clock.zone)}
            locale={clock.locale}
            weekStart={clock.weekStart}
            zone={due.kind === 'fixed' && due.zone !== clock.zone ? due.zone : null}
          />
        ) : (
          <p className={styles.problem} role="status">
            {how === 'text' && text.trim() === '' ? 'Write a rule, and its dates stand here.' : outcome.problem}
          </p>
        )}
      </div>
    </div>
  );
}
