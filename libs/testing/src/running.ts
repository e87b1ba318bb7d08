import type { UnitId } from '@tung-nha/kernel';
import type { UnitRegister } from '@tung-nha/units';

/** A platform of either shape, filled and listening. */
export interface Running {
  readonly url: string;
  readonly register: UnitRegister;
  readonly province: UnitId;
  settled(): Promise<void>;
  stop(): Promise<void>;
}
