import { type Context, context, type StreamName, streamName } from '@tung-nha/kernel';
import { discardReason, type DiscardReason, logPosition } from '@tung-nha/progress-events';
import { ConformsTo } from '@tung-nha/service-runtime';
import { IsOptional } from 'class-validator';

export class RetryParkedRequest {
  /** Else those of every context. */
  @IsOptional()
  @ConformsTo(context)
  lane?: Context;
  /** Else all of them. */
  @IsOptional()
  @ConformsTo(streamName)
  stream?: StreamName;
}

export class DiscardParkedRequest {
  @ConformsTo(context)
  lane!: Context;
  @ConformsTo(streamName)
  stream!: StreamName;
  /** The last position held, as it was seen: what came since is not given up unseen. */
  @ConformsTo(logPosition)
  upTo!: number;
  @ConformsTo(discardReason)
  reason!: DiscardReason;
}
