import { applyTopics } from '@tung-nha/event-bus/kafka';
import type { Context, UnitId } from '@tung-nha/kernel';
import { placesOf } from '@tung-nha/presets';
import { openEventStore, type Servers } from '@tung-nha/presets/distributed';
import type { SimulationProgress } from '@tung-nha/simulator';
import { type Demo, demoIn, fillDemo, newDemo, referenceOf } from './demo.js';

export interface DistributedDemo {
  /** Undefined where the stores hold other work. */
  readonly demo: Demo | undefined;
  readonly opensAt: UnitId | undefined;
  /** What each context's log holds. */
  readonly heads: Readonly<Record<Context, number>>;
}

interface Filling {
  /** Keeps what was asked for. */
  readonly folder: string;
  readonly households: number;
  readonly seed?: number;
}

/** Topics as declared, and in empty stores the same simulated province as in the other shape, by the same commands. */
export async function prepareDistributed(
  servers: Servers,
  { folder, households, seed }: Filling,
  tell: (step: string, progress?: SimulationProgress) => void,
): Promise<DistributedDemo> {
  await applyTopics(servers.kafka);
  const stores = {
    'team-organisation': await openEventStore(servers, 'team-organisation'),
    'field-activity': await openEventStore(servers, 'field-activity'),
  };
  try {
    const empty = (await stores['team-organisation'].head()) === 0;
    // The stores may be gone where a server keeps them in memory: what the folder says was filled is then filled again.
    let demo = empty ? newDemo(households, seed) : demoIn(folder);
    if (demo && !demo.complete) demo = await fillDemo({ folder, stores }, demo, tell);
    const reference = demo && (await referenceOf({ stores }));
    return {
      demo,
      opensAt: reference && placesOf(reference, demo!.to).province,
      heads: {
        'team-organisation': await stores['team-organisation'].head(),
        'field-activity': await stores['field-activity'].head(),
      },
    };
  } finally {
    await Promise.all(Object.values(stores).map((store) => store.close()));
  }
}
