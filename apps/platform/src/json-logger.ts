import type { LoggerService } from '@nestjs/common';
import pino from 'pino';

/** One JSON line for each event worth a person's time, on stderr; never a request's content (X3, X8). */
export function jsonLogger(level: 'info' | 'warn' = 'warn'): LoggerService {
  const logger = pino({ level, base: null }, pino.destination({ fd: 2, sync: true }));
  const write =
    (as: 'info' | 'warn' | 'error') =>
    (message: unknown, ...more: unknown[]) => {
      const context = more.findLast((part) => typeof part === 'string');
      if (message instanceof Error) logger[as]({ err: message, context });
      else logger[as]({ context }, String(message));
    };
  return { log: write('info'), warn: write('warn'), error: write('error'), fatal: write('error') };
}
