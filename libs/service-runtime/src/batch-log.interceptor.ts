import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import type { Batch } from '@tung-nha/event-bus';
import { type Observable, tap } from 'rxjs';

/** While a long log is caught up, the ids would be most of the line and nobody is looking for them. */
const MOST_IDS = 20;

/** Says what a consumer has counted, and for whom: a request's correlation id is found again where its effect became visible. */
@Injectable()
export class BatchLogInterceptor implements NestInterceptor {
  private readonly logger = new Logger('bus');

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { lane, upTo, deliveries } = context.switchToRpc().getData<Batch>();
    return next.handle().pipe(
      tap(() => {
        const ids = [...new Set(deliveries.map(({ envelope }) => envelope.correlationid))];
        const few = ids.length <= MOST_IDS ? { correlationIds: ids } : {};
        this.logger.log({ consumer: context.getClass().name, lane, upTo, events: deliveries.length, ...few });
      }),
    );
  }
}
