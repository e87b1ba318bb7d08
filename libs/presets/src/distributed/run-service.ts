import { jsonLogger } from '@tung-nha/service-runtime';
import { readServiceEnvironment } from './environment.js';
import { neighboursOf, type ServiceDefinition, startService } from './service.js';

/** A whole process: settings from its environment, one line and exit 1 when it cannot start, an ordered end on a signal. */
export async function runService(definition: ServiceDefinition, env: NodeJS.ProcessEnv): Promise<void> {
  const refuse = (why: unknown) => {
    process.stderr.write(`${definition.name} did not start: ${why instanceof Error ? why.message : String(why)}\n`);
    process.exit(1);
  };
  try {
    const settings = readServiceEnvironment(env, neighboursOf(definition));
    const logger = jsonLogger(settings.LOG_LEVEL, definition.name);
    const service = await startService(definition, settings, {
      logger,
      onStopped: (error) => {
        logger.error(error, 'bus');
        // A new process begins at the checkpoint; this one would only grow old.
        process.exitCode = 1;
        void end();
      },
    });
    let ending: Promise<void> | undefined;
    const end = () => (ending ??= service.close().then(() => process.exit(), refuse));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
    logger.log({ msg: 'listening', url: service.url }, 'service');
  } catch (error) {
    refuse(error);
  }
}
