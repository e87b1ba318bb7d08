import { compareShapes } from '@tung-nha/testing/compare';
import { withServers } from './distributed-servers.js';
import { above, exactly, type Figures, type Setting, sized, type Trial } from './report.js';

const COMMANDS = 10_000;
const HOUSEHOLDS = 2_000;

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
    return withServers(await place(), () =>
      compareShapes({ seed, commands: sized(COMMANDS, scale), households: HOUSEHOLDS }),
    );
  },
};
