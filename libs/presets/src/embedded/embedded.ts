import { InProcessEventBus } from '@tung-nha/event-bus/in-process';
import type { EventStore } from '@tung-nha/event-store';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { AssignmentReactions } from '@tung-nha/field-activity-service';
import type { Context } from '@tung-nha/kernel';
import { Progress } from '@tung-nha/progress-service';
import type { ReadModels } from '@tung-nha/read-store';
import { openSqliteReadModels } from '@tung-nha/read-store/sqlite';
import { Reference } from '@tung-nha/service-runtime';
import { TeamDirectory } from '@tung-nha/team-organisation-service';
import { lockFolder } from '@tung-nha/sqlite';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The adapters of the embedded shape: SQLite files, one folder for each context, one writing process. */
export interface Embedded {
  readonly folder: string;
  readonly stores: Readonly<Record<Context, EventStore>>;
  /** What progress keeps of its own: no other context hears it. */
  readonly progressEvents: EventStore;
  /** What progress shows. */
  readonly readModels: ReadModels;
  /** What field-activity keeps for its reactions. */
  readonly reactionModels: ReadModels;
  close(): Promise<void>;
}

/** @throws FolderTaken when another process writes there */
export function openEmbedded(folder: string): Embedded {
  mkdirSync(folder, { recursive: true });
  const release = lockFolder(folder);
  const stores = {
    'team-organisation': openSqliteEventStore({ folder: join(folder, 'team-organisation') }),
    'field-activity': openSqliteEventStore({ folder: join(folder, 'field-activity') }),
  };
  const progressEvents = openSqliteEventStore({ folder: join(folder, 'progress') });
  const readModels = openSqliteReadModels({ folder: join(folder, 'progress') });
  const reactionModels = openSqliteReadModels({ folder: join(folder, 'field-activity') });
  return {
    folder,
    stores,
    progressEvents,
    readModels,
    reactionModels,
    close: async () => {
      await readModels.close();
      await reactionModels.close();
      await Promise.all([...Object.values(stores), progressEvents].map((store) => store.close()));
      release();
    },
  };
}

/**
 * What folds the events of this process: the reference, progress, the reactions, and the bus between. A reference that
 * has heard some of these stores already goes on from there.
 */
export async function openProjections(
  { stores, progressEvents, readModels, reactionModels }: Embedded,
  reference = new Reference(),
) {
  const progress = await new Progress(readModels, stores, reference, { ownEvents: progressEvents }).open();
  const teams = new TeamDirectory();
  const reactions = await new AssignmentReactions(reactionModels, stores['field-activity']).open();
  const subscriptions = [reference.subscription, teams.subscription, progress.subscription, reactions.subscription];
  const bus = new InProcessEventBus({ stores, subscriptions });
  return { reference, progress, teams, reactions, bus };
}
