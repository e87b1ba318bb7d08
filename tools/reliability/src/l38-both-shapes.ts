import { compareShapes } from '@tung-nha/testing/compare';
import { above, exactly, type Figures, type Setting, sized, type Trial } from './report.js';

const COMMANDS = 10_000;
const HOUSEHOLDS = 2_000;

interface Broker {
  readonly brokers: string;
  stop(): Promise<void>;
}

/** The same random commands, on top of the whole demo, in both shapes: the same answers, the same read models. */
export const l38: Trial = {
  name: 'L38',
  opens: ['event-store', 'read-store'],
  stores: ['mongo'],
  demands: {
    answers_differing: exactly(0),
    documents_differing: exactly(0),
    parked: exactly(0),
    readmodel_equal: exactly(1),
    accepted: above(0),
    refused: above(0),
    control_readmodel_equal: exactly(0),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const address = await place();
    if (address.adapter !== 'mongo') throw new RangeError('the distributed shape needs MongoDB');
    const own = process.env['KAFKA_BROKERS'] ? undefined : await startBroker();
    process.env['TUNG_NHA_RUN'] = address.database;
    process.env['MONGODB_URI'] = address.uri;
    process.env['KAFKA_BROKERS'] ??= own!.brokers;
    try {
      return await compareShapes({ seed, commands: sized(COMMANDS, scale), households: HOUSEHOLDS });
    } finally {
      if (own) delete process.env['KAFKA_BROKERS'];
      await own?.stop();
    }
  },
};

async function startBroker(): Promise<Broker> {
  const launcher = new URL('../../launchers/kafka.mjs', import.meta.url).href;
  return ((await import(launcher)) as { startKafka(): Promise<Broker> }).startKafka();
}
