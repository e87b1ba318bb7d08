import type { Admin, Kafka } from 'kafkajs';

const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 50;

/** kafkajs keeps an admin's idea of who leads for five minutes and does not ask again: after an error, a new one does. */
export class SteadyAdmin {
  private admin?: Promise<Admin> | undefined;

  constructor(private readonly kafka: Kafka) {}

  /** @throws the last error, at once when no broker can be reached */
  async ask<Answer>(question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const admin = await this.connected();
      try {
        return await question(admin);
      } catch (error) {
        await this.close();
        if (attempt === ATTEMPTS || !isPassing(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
      }
    }
  }

  /** Offsets of every partition: of the first message, and after the last one. */
  offsets(topic: string): Promise<{ partition: number; low: number; high: number }[]> {
    return this.ask(async (admin) =>
      (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({
        partition,
        low: Number(low),
        high: Number(high),
      })),
    );
  }

  async close(): Promise<void> {
    const admin = this.admin;
    this.admin = undefined;
    await (await admin?.catch(() => undefined))?.disconnect().catch(() => undefined);
  }

  private async connected(): Promise<Admin> {
    this.admin ??= this.connect();
    try {
      return await this.admin;
    } catch (error) {
      this.admin = undefined;
      throw error;
    }
  }

  private async connect(): Promise<Admin> {
    const admin = this.kafka.admin();
    await admin.connect();
    return admin;
  }
}

/** An error of kafkajs: what we made of the answer is not tried again. */
const isPassing = (error: unknown) => error instanceof Error && error.name.startsWith('KafkaJS');
