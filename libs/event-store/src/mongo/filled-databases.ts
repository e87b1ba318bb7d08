import mongoose, { type Connection } from 'mongoose';

const COLLECTIONS = ['commits', 'order'];
const DOCUMENTS_AT_ONCE = 500;
const FILLED_WITHIN_MS = 600_000;
const LOOK_AGAIN_MS = 500;

interface Template {
  readonly _id: string;
  /** What filling it answered, once it is filled. */
  readonly answer?: string;
}

export interface FilledDatabases {
  readonly uri: string;
  /** Databases are named by prefix and store: those that are filled once, and those of the one who asks. */
  readonly template: string;
  readonly prefix: string;
  readonly stores: readonly string[];
}

/**
 * For tests: event stores with a history in them. The first of a run that asks for a template fills it through the
 * command handlers, the others copy what that one stored: the same commands once more would take a minute of each file.
 * Answers what filling answered.
 */
export async function filledDatabases(
  { uri, template, prefix, stores }: FilledDatabases,
  fill: () => Promise<string>,
): Promise<string> {
  const connection = await mongoose.createConnection(uri, { dbName: 'testing' }).asPromise();
  const templates = connection.collection<Template>('templates');
  const answered = async () => (await templates.findOne({ _id: template }))?.answer;
  try {
    const isFirst = await templates.insertOne({ _id: template }).then(
      () => true,
      () => false,
    );
    if (isFirst) {
      const answer = await fill().catch(async (error: unknown) => {
        await templates.deleteOne({ _id: template });
        throw error;
      });
      await templates.updateOne({ _id: template }, { $set: { answer } });
    }
    const until = performance.now() + FILLED_WITHIN_MS;
    let answer = await answered();
    while (answer === undefined && performance.now() < until) {
      await new Promise((again) => setTimeout(again, LOOK_AGAIN_MS));
      answer = await answered();
    }
    if (answer === undefined) throw new Error(`${template} was not filled within ${FILLED_WITHIN_MS} ms`);
    for (const store of stores) await copy(connection, template + store, prefix + store);
    return answer;
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

export async function dropDatabases(uri: string, names: readonly string[]): Promise<void> {
  const connection = await mongoose.createConnection(uri).asPromise();
  for (const name of names) await connection.useDb(name).dropDatabase();
  await connection.close();
}
