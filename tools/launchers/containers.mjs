// Real servers in containers, where a container engine runs: for a machine without Java and Maven.

/** Whether testcontainers finds a container engine to speak to. */
export async function hasContainerEngine() {
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
}

export async function kafkaContainer() {
  const { KafkaContainer } = await import('@testcontainers/kafka');
  const container = await new KafkaContainer('confluentinc/cp-kafka:7.9.0').withKraft().start();
  return { brokers: `${container.getHost()}:${container.getMappedPort(9093)}`, stop: () => container.stop() };
}

/** A replica set of one: what the adapter asks of the real server (majority) has a meaning there. */
export async function mongoContainer() {
  const { MongoDBContainer } = await import('@testcontainers/mongodb');
  const container = await new MongoDBContainer('mongo:8').start();
  return { uri: `${container.getConnectionString()}?directConnection=true`, stop: () => container.stop() };
}
