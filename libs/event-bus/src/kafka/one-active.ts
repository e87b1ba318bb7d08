import { AssignerProtocol, type PartitionAssigner } from 'kafkajs';

/**
 * One member of a group gets everything, the others stand by. Who holds it keeps it when others come and go: a member
 * says under which id it holds, and one that was put out comes back under another.
 * @param holdsAs the member id under which this process is the active one
 */
export const oneActive =
  (holdsAs: () => string | undefined): PartitionAssigner =>
  ({ cluster }) => ({
    name: 'OneActive',
    version: 1,
    protocol: ({ topics }) => ({
      name: 'OneActive',
      metadata: AssignerProtocol.MemberMetadata.encode({
        version: 1,
        topics,
        userData: Buffer.from(holdsAs() ?? ''),
      }),
    }),
    async assign({ members, topics }) {
      const holds = ({ memberId, memberMetadata }: (typeof members)[number]) =>
        AssignerProtocol.MemberMetadata.decode(memberMetadata)?.userData?.toString() === memberId;
      const [first] = members.map(({ memberId }) => memberId).sort();
      const memberId = members.find(holds)?.memberId ?? first!;
      const assignment = Object.fromEntries(
        topics.map((topic) => [topic, cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId)]),
      );
      return [
        {
          memberId,
          memberAssignment: AssignerProtocol.MemberAssignment.encode({
            version: 1,
            assignment,
            userData: Buffer.alloc(0),
          }),
        },
      ];
    },
  });
