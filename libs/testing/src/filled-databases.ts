import type { Servers } from '@tung-nha/presets/distributed';
import mongoose, { type Connection } from 'mongoose';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CONTEXTS = ['team-organisation', 'field-activity'];
const COLLECTIONS = ['commits', 'order'];
const DOCUMENTS_AT_ONCE = 500;
const FILLED_WITHIN_MS = 600_000;
const LOOK_AGAIN_MS = 500;

interface Template {
  readonly _id: string;
  /** What the demo keeps in its folder, once the databases are filled. */
  readonly demo?: string;
}

/**
 * Databases with a demo in them. The first system of a run that wants it fills it through the command handlers, the
 * others copy what that one stored: the same commands once more would take a minute of each file.
 */
export async function filledDatabases(
  servers: Servers,
  folder: string,
  name: string,
  fill: (template: Servers) => Promise<void>,
): Promise<void> {
  const template = { ...servers, databasePrefix: `${name}-` };
  const connection = await mongoose.createConnection(servers.mongo, { dbName: 'testing' }).asPromise();
  const templates = connection.collection<Template>('templates');
  const file = join(folder, 'demo.json');
  try {
    const isFirst = await templates.insertOne({ _id: name }).then(
      () => true,
      () => false,
    );
    if (isFirst) {
      await fill(template).catch(async (error: unknown) => {
        await templates.deleteOne({ _id: name });
        throw error;
      });
      await templates.updateOne({ _id: name }, { $set: { demo: readFileSync(file, 'utf8') } });
    }
    const until = performance.now() + FILLED_WITHIN_MS;
    let demo = (await templates.findOne({ _id: name }))?.demo;
    while (demo === undefined && performance.now() < until) {
      await new Promise((again) => setTimeout(again, LOOK_AGAIN_MS));
      demo = (await templates.findOne({ _id: name }))?.demo;
    }
    if (demo === undefined) throw new Error(`${name} was not filled within ${FILLED_WITHIN_MS} ms`);
    if (!existsSync(file)) writeFileSync(file, demo);
    for (const context of CONTEXTS)
      await copy(connection, template.databasePrefix + context, servers.databasePrefix + context);
  } finally {
    await connection.close();
  }
}

async function copy(connection: Connection, from: string, to: string): Promise<void> {
  for (const name of COLLECTIONS) {
    const target = connection.useDb(to).collection(name);
    let batch: object[] = [];
    const write = async () => {
      if (batch.length > 0) await target.insertMany(batch, { ordered: false });
      batch = [];
    };
    for await (const document of connection.useDb(from).collection(name).find()) {
      batch.push(document);
      if (batch.length >= DOCUMENTS_AT_ONCE) await write();
    }
    await write();
  }
}

export async function dropDatabases({ mongo, databasePrefix }: Servers): Promise<void> {
  const connection = await mongoose.createConnection(mongo).asPromise();
  for (const name of [...CONTEXTS, 'progress']) await connection.useDb(databasePrefix + name).dropDatabase();
  await connection.close();
}
