import { kafkaServer } from './kafka-place.js';
import type { Address } from './places.js';

/** Runs what finds its servers in the environment, as tests do. */
export async function withServers<Result>(address: Address, work: () => Promise<Result>): Promise<Result> {
  if (address.adapter !== 'mongo') throw new RangeError('the distributed shape needs MongoDB');
  const isNamed = process.env['KAFKA_BROKERS'] !== undefined;
  const kafka = await kafkaServer();
  process.env['TUNG_NHA_RUN'] = address.database;
  process.env['MONGODB_URI'] = address.uri;
  process.env['KAFKA_BROKERS'] = kafka.brokers;
  try {
    return await work();
  } finally {
    if (!isNamed) delete process.env['KAFKA_BROKERS'];
    await kafka.stop();
  }
}
