import type { Envelope, UnitId } from '@tung-nha/kernel';
import type { UnitRegister } from '@tung-nha/units';

/** A platform of either shape, filled and listening. */
export interface Running {
  readonly url: string;
  readonly register: UnitRegister;
  readonly province: UnitId;
  /** Events of a stream of field-activity as another release would have written them: no command can. */
  append(envelopes: readonly Envelope[]): Promise<void>;
  settled(): Promise<void>;
  stop(): Promise<void>;
}
