import type { Context } from '@tung-nha/kernel';
import type { Claim, Conflict } from './position-merge.js';

// Why a lane stands still, beyond the handler's own error. It stays so until the process starts again.

/** There is more to hand over and nothing moved for too long. */
export class LaneStalled extends Error {
  constructor(lane: Context, position: number, head: number, seconds: number, cause?: unknown) {
    super(`${lane} stands at ${position} of ${head} for ${seconds} s`, { cause });
    this.name = 'LaneStalled';
  }
}

/** Kafka does not answer, or the client has given up. */
export class KafkaLost extends Error {
  constructor(why: string, cause?: unknown) {
    super(`Kafka is lost: ${why}`, { cause });
    this.name = 'KafkaLost';
  }
}

/**
 * Two events claim one position. The owner's feed says which is forged; nothing after it is handed over. To go on, find
 * who may write to the topic, then name the places as acknowledged; if a forged one was handed over, rebuild as well.
 */
export class ForgedPosition extends Error {
  /** `<topic>-<partition>@<offset>` of what is forged: the setting `acknowledgedForgeries` takes these. */
  readonly places: readonly string[];

  constructor(
    topic: string,
    readonly position: number,
    readonly forged: readonly Claim[],
    /** Consumers have counted an event that the owner does not know. */
    readonly forgedHandedOver: boolean,
  ) {
    const places = forged.flatMap(({ place }) => (place ? [`${topic}-${place.partition}@${place.offset}`] : []));
    const effect = forgedHandedOver ? 'it was handed over: rebuild' : 'it was not handed over';
    super(`position ${position} is forged at ${places.join(' and ') || 'an unknown place'}; ${effect}`);
    this.name = 'ForgedPosition';
    this.places = places;
  }
}

/** An earlier process counted a forged event and stopped. It stays so until an operator has looked (see ForgedPosition). */
export class ForgeryCounted extends Error {
  constructor(
    consumer: string,
    /** As `ForgedPosition.places`. */
    readonly places: readonly string[],
  ) {
    super(`${consumer} has counted what is forged at ${places.join(' and ')}: acknowledge it, then rebuild`);
    this.name = 'ForgeryCounted';
  }
}

/** What the owner's log says of two claims to a position. */
export function judged(topic: string, { first, second, handedOver }: Conflict, genuine?: string): ForgedPosition {
  const forged = [first, second].filter(({ delivery }) => delivery.bytes !== genuine);
  return new ForgedPosition(topic, first.delivery.position, forged, handedOver && forged.includes(first));
}

export const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error), { cause: error });
