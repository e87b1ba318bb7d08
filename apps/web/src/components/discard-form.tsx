import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { ParkedPage, ParkedStream } from '../api-types';
import { useLanguage } from '../language';
import { streamName } from './parked-rows';

interface DiscardFormProps {
  parked: ParkedStream;
  reasons: ParkedPage['reasons'];
  busy: boolean;
  onDiscard: (reason: string) => void;
  onCancel: () => void;
}

/** The step between: what is given up is said once more, and no reason is chosen for anybody. */
export function DiscardForm({ parked, reasons, busy, onDiscard, onCancel }: DiscardFormProps) {
  const { w, number, text } = useLanguage();
  const id = useId();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const chooser = useRef<HTMLSelectElement>(null);
  useEffect(() => title.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setMissing(reason === '');
    if (reason === '') chooser.current?.focus();
    else onDiscard(reason);
  }

  return (
    <form className="note bad confirm" aria-labelledby={`${id}-title`} noValidate onSubmit={submit}>
      <h2 id={`${id}-title`} ref={title} tabIndex={-1}>
        {w.parked.confirmTitle(streamName(w, parked.stream))} <span className="quiet">{parked.stream}</span>
      </h2>
      <p>{w.parked.confirm(number(parked.events))}</p>
      <p className="field">
        <label htmlFor={`${id}-reason`}>{w.parked.why}</label>
        <select
          ref={chooser}
          id={`${id}-reason`}
          value={reason}
          aria-invalid={missing ? true : undefined}
          aria-describedby={missing ? `${id}-fault` : undefined}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setMissing(false);
          }}
        >
          <option value="">{w.parked.choose}</option>
          {reasons.map((one) => (
            <option key={one.reason} value={one.reason}>
              {text(one.name)}
            </option>
          ))}
        </select>
        {missing && (
          <span id={`${id}-fault`} className="fault">
            {w.parked.whyMissing}
          </span>
        )}
      </p>
      <p className="acts">
        <button type="submit" className="btn" aria-disabled={busy}>
          {w.parked.sure}
        </button>
        <button type="button" className="btn" onClick={onCancel}>
          {w.parked.cancel}
        </button>
      </p>
    </form>
  );
}
