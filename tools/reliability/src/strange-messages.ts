import type { Envelope } from '@tung-nha/kernel';
import type { Message } from 'kafkajs';
import { LANE } from './kafka-place.js';

/** What is written, and the reason for which every consumer must set it aside. */
export interface StrangeMessage {
  readonly name: string;
  readonly reason: string;
  readonly message: Message;
}

/** As the relay writes it. */
export const messageAt = (position: number, event: Envelope): Message => ({
  key: event.partitionkey,
  value: JSON.stringify(event),
  headers: { position: String(position), type: event.type, 'content-type': 'application/cloudevents+json' },
});

/** Made from an event of the owner, by whoever may write to the topic. @param far positions the log does not reach */
export function strangeMessages(event: Envelope, far: number): readonly StrangeMessage[] {
  const sound = messageAt(far, event);
  const like = (changed: object) => ({ ...event, ...changed }) as Envelope;
  const list: [string, string, Message][] = [
    ['not_json', 'not-json', { ...sound, value: 'not JSON' }],
    ['not_utf8', 'not-json', { ...sound, value: Buffer.from([0xff, 0xfe]) }],
    ['null', 'no-value', { ...sound, value: null }],
    ['empty', 'no-value', { ...sound, value: '' }],
    ['json_but_no_event', 'not-an-event', { ...sound, value: '{"a":1}' }],
    ['no_position', 'no-position', { ...sound, headers: { type: event.type } }],
    ['header_of_1_mb', 'headers-too-large', { ...sound, headers: { ...sound.headers, large: 'x'.repeat(1_000_000) } }],
    ['other_letter_case', 'another-source', messageAt(far, like({ type: event.type.toUpperCase() }))],
    [
      'other_letter_case_in_header',
      'type-differs',
      { ...sound, headers: { ...sound.headers, type: event.type.toUpperCase() } },
    ],
    ['another_source', 'another-source', messageAt(far, like({ source: '/team-organisation' }))],
    ['commune_a_for_b', 'key-differs', { ...sound, key: 'commune-a' }],
    ['commune_a_for_b_keyed_b', 'beyond-the-log', messageAt(far + 1, like({ id: 'by-commune-a', unit: 'commune-a' }))],
    [
      'unknown_type',
      'beyond-the-log',
      messageAt(far + 2, like({ id: 'unknown-type', type: `${LANE}.household-sang` })),
    ],
    [
      'unknown_version',
      'beyond-the-log',
      messageAt(far + 3, like({ id: 'unknown-version', dataschema: `${event.dataschema}9` })),
    ],
    ['id_reused_with_other_bytes', 'beyond-the-log', messageAt(far + 4, like({ data: { other: 'bytes' } }))],
    ['version_gap', 'beyond-the-log', messageAt(far + 5, like({ id: 'gap', streamversion: event.streamversion + 7 }))],
  ];
  return list.map(([name, reason, message]) => ({ name, reason, message }));
}
