import { useId } from 'react';
import { useLanguage } from '../language';

interface DayFieldProps {
  label: string;
  hint?: string;
  value: string;
  fault?: string;
  onChange: (value: string) => void;
}

/** A day is typed as day/month/year: the browser's own date field follows its language, not the page's. */
export function DayField({ label, hint, value, fault, onChange }: DayFieldProps) {
  const { w } = useLanguage();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        className="day"
        placeholder={hint ? undefined : w.reading.format}
        value={value}
        aria-invalid={fault ? true : undefined}
        aria-describedby={`${id}-about`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-about`} className={fault ? 'fault' : 'hint'}>
        {fault ?? hint ?? w.reading.format}
      </p>
    </div>
  );
}
