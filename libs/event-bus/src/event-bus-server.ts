import {
  applyDecorators,
  type ArgumentsHost,
  Catch,
  Controller,
  type RpcExceptionFilter,
  UseFilters,
} from '@nestjs/common';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { lastValueFrom, type Observable, throwError } from 'rxjs';
import type { Batch, LaneState, Subscription } from './event-bus.js';

/** A subscription nobody handles would lose events in silence. */
export class HandlerMissing extends Error {
  constructor(consumers: readonly string[]) {
    super(`no @EventPattern for ${consumers.join(', ')}`);
    this.name = 'HandlerMissing';
  }
}

/** What every bus has in common: it awaits the handler, and lets its error through. */
export abstract class EventBusServer extends Server implements CustomTransportStrategy {
  constructor(protected readonly subscriptions: readonly Subscription[]) {
    super();
  }

  /** @throws HandlerMissing, through the callback, when a subscription has no handler */
  listen(callback: (error?: unknown) => void): void {
    const missing = this.subscriptions.filter(({ consumer }) => !this.messageHandlers.has(consumer));
    if (missing.length > 0) callback(new HandlerMissing(missing.map(({ consumer }) => consumer)));
    else this.start().then(() => callback(), callback);
  }

  abstract laneStates(): readonly LaneState[];

  /** Resolves when every lane of the consumer has handed over what there is now. @throws when one stands still */
  abstract untilCaughtUp(consumer?: string): Promise<void>;

  abstract override close(): Promise<void>;

  protected abstract start(): Promise<void>;

  protected async handOver(consumer: string, batch: Batch): Promise<void> {
    const handler = this.messageHandlers.get(consumer);
    if (!handler) throw new HandlerMissing([consumer]);
    const result: unknown = await handler(batch);
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
  }

  override on(): void {}
  override unwrap<Self>(): Self {
    return this as never;
  }
}

const isObservable = (value: unknown): value is Observable<unknown> =>
  typeof value === 'object' && value !== null && 'subscribe' in value;

/** Nest answers "internal server error" for an error it does not know: the lane must stop with the real one. */
@Catch()
class LetThrough implements RpcExceptionFilter {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}

/** A class with `@EventPattern(<consumer>)` methods, each taking a `Batch`. */
export const EventHandlers = () => applyDecorators(Controller(), UseFilters(LetThrough));
