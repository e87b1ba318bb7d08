import type { TopicOutcome } from '@tung-nha/event-bus/kafka';
import { type Command, InvalidArgumentError } from 'commander';
import { table } from './output.js';
import type { Session } from './session.js';

const copies = (value: string): number => {
  if (!/^[1-9]$/.test(value)) throw new InvalidArgumentError('from 1 to 9');
  return Number(value);
};

/** Topics are declared in code; this makes them, and nobody else does. */
export function addTopics(program: Command, session: () => Session): void {
  program
    .command('topics')
    .description('the Kafka topics of the contexts')
    .command('apply')
    .description('create what is missing, set the configuration of what is there; partitions are never changed')
    .option('--brokers <list>', 'host:port, several with commas', process.env['KAFKA_BROKERS'] ?? '127.0.0.1:9092')
    .option(
      '--prefix <text>',
      'before every name, so that provinces share a cluster',
      process.env['KAFKA_PREFIX'] ?? '',
    )
    .option('--replication <count>', 'copies of each partition; 3 where there are three brokers, else 1', copies)
    .option('--dry-run', 'only say what would be done')
    .action(async (options: { brokers: string; prefix: string; replication?: number; dryRun?: true }) => {
      // Only this command needs the client.
      const { applyTopics } = await import('@tung-nha/event-bus/kafka');
      const { brokers, ...others } = options;
      const topics = await applyTopics({ ...others, brokers: brokers.split(',') });
      session().output.result(topics, () => told(topics));
      const differing = topics.filter(({ state }) => state === 'differs');
      if (differing.length > 0)
        throw new Error(`another number of partitions: ${differing.map(({ name }) => name).join(', ')}`);
    });
}

const told = (topics: readonly TopicOutcome[]) =>
  table(
    ['topic', 'partitions', 'copies', 'state', 'configuration'],
    topics.map(({ name, partitions, replication, state, config }) => [
      name,
      partitions,
      replication,
      state,
      Object.entries(config)
        .map(([key, value]) => `${key}=${value}`)
        .join(' '),
    ]),
  );
