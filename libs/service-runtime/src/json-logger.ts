import type { LoggerService } from '@nestjs/common';
import pino from 'pino';
import { correlation } from './correlation.js';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** One JSON line for each event worth a person's time, on stderr; never a request's content (X3, X8). */
export function jsonLogger(level: LogLevel = 'warn', service?: string): LoggerService {
  const base = service ? { service } : null;
  const logger = pino({ level, base, mixin: () => correlation() ?? {} }, pino.destination({ fd: 2, sync: true }));
  const write =
    (as: LogLevel) =>
    (message: unknown, ...more: unknown[]) => {
      if (!logger.isLevelEnabled(as)) return;
      const context = more.findLast((part) => typeof part === 'string');
      if (message instanceof Error) logger[as]({ err: message, context });
      else if (typeof message === 'string') logger[as]({ context }, message);
      else logger[as]({ context, ...(message as object) });
    };
  return {
    debug: write('debug'),
    log: write('info'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('error'),
  };
}
