import { Logger } from '@nestjs/common';
import type { ParkedAddress } from '@tung-nha/progress-events';
import { PROGRESS_CONSUMER } from './consumer.js';
import type { ParkedStream } from './parked.js';

/** A stream that was set aside: from which position on, and why. Places and codes, never content. */
export interface ParkedNotice extends ParkedAddress {
  readonly position: number;
  readonly reason: string;
}

/** Whoever else wants to know; told in order, again after a start, and never waited for. */
export interface ParkedListener {
  onParked?(notice: ParkedNotice): void | Promise<void>;
  /** It was counted after all, or given up by someone who may. */
  onSettled?(address: ParkedAddress): void | Promise<void>;
}

type Place = Pick<ParkedStream, 'lane' | 'stream'>;

/** The read model says what is parked; this only tells it on, so a listener that fails stops no counting. */
export class ParkedNotices {
  private telling: Promise<void> = Promise.resolve();
  private readonly logger = new Logger('progress');

  constructor(private readonly listener: ParkedListener = {}) {}

  parked({ lane, stream, first, reason }: Place & Pick<ParkedStream, 'first' | 'reason'>): void {
    const notice = { consumer: PROGRESS_CONSUMER, lane, stream, position: first, reason };
    this.tell(async () => this.listener.onParked?.(notice));
  }

  settled({ lane, stream }: Place): void {
    this.tell(async () => this.listener.onSettled?.({ consumer: PROGRESS_CONSUMER, lane, stream }));
  }

  /** Resolves once everything so far has been told. */
  told(): Promise<void> {
    return this.telling;
  }

  private tell(say: () => Promise<void>): void {
    this.telling = this.telling.then(say).catch((error: unknown) => this.logger.error(error));
  }
}
