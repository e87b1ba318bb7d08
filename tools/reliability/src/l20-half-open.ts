import { startChild } from './child.js';
import { KafkaPlace, launcher, sleep } from './kafka-place.js';
import { openStore } from './places.js';
import { exactly, type Figure, type Figures, type Setting, type Trial } from './report.js';
import { tcpProxy } from './tcp-proxy.js';

/** What a consumer process is told (`children/kafka-consumer.ts`). */
export interface KafkaConsuming {
  readonly brokers: readonly string[];
  readonly prefix: string;
  readonly topic: string;
  /** The client as it comes, without a watchdog. */
  readonly twin: boolean;
}

const DETECTED_WITHIN_S = 60;

/** Kafka is there and never answers again: the process says so and ends, so that another is started. */
export const l20: Trial = {
  name: 'L20',
  opens: ['event-store'],
  stores: ['sqlite'],
  program: 'mvn',
  demands: {
    detected_s: (figure: Figure) => typeof figure === 'number' && figure <= DETECTED_WITHIN_S,
    process_exit: exactly(1),
    control_still_running: exactly(1),
  },
  async run({ place }: Setting): Promise<Figures> {
    const proxy = await tcpProxy();
    const server = await (await launcher()).startKafka({ advertised: proxy.port });
    proxy.to(server.port);
    const store = await openStore(await place());
    const kafka = await new KafkaPlace(server, store).open();
    try {
      await kafka.add(1);
      const settings = { ...kafka.cluster, topic: kafka.topic };
      const ours = counting({ ...settings, twin: false });
      const twin = counting({ ...settings, twin: true });
      await Promise.all([ours.first, twin.first]);
      proxy.freeze();
      const begin = performance.now();
      const ended = await Promise.race([ours.child.ended, sleep((DETECTED_WITHIN_S + 5) * 1_000)]);
      const detected = (performance.now() - begin) / 1_000;
      const running = twin.child.process.exitCode === null && twin.child.process.signalCode === null;
      ours.child.process.kill('SIGKILL');
      twin.child.process.kill('SIGKILL');
      return {
        detected_s: Number(detected.toFixed(1)),
        process_exit: ended?.code ?? -1,
        control_still_running: Number(running),
      };
    } finally {
      await proxy.close();
      await server.stop();
      // The relay finds no broker any more: it ends with the tries under way.
      await Promise.race([kafka.relay.close(), sleep(20_000)]);
      await store.close();
    }
  },
};

function counting(settings: KafkaConsuming) {
  let heard = () => {};
  const first = new Promise<void>((resolve) => (heard = resolve));
  const child = startChild({ program: 'kafka-consumer', settings, onLine: () => heard() });
  return { child, first };
}
