import type { KafkaCluster } from '@tung-nha/event-bus/kafka';
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
  readonly distribution?: Distribution;
  stop(): Promise<void>;
}

/** What only the distributed shape has. */
export interface Distribution {
  readonly cluster: KafkaCluster;
  /** The environment a service was started with: what one more process of it needs. */
  settingsOf(service: string): Readonly<Record<string, string>>;
  /** Why lanes came to stand still, since the last restart. */
  stopped(): readonly Error[];
  /** Ends a service and starts it where it was, with other settings. */
  restart(service: string, changed: Readonly<Record<string, string>>): Promise<void>;
}
