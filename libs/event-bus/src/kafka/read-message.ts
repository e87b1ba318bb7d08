import type { Context, Envelope } from '@tung-nha/kernel';
import { isUtf8 } from 'node:buffer';
import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { Delivery } from '../event-bus.js';

/** Why a message of a topic is not one of its owner's events. */
export type StrangerReason =
  | 'no-value'
  | 'headers-too-large'
  | 'no-position'
  | 'not-json'
  | 'not-an-event'
  | 'another-source'
  | 'type-differs'
  | 'key-differs'
  /** Another event claims the position, and the owner's feed does not know this one. */
  | 'forged-position'
  /** The owner's log ended below this position after the message had come. */
  | 'beyond-the-log';

const MOST_HEADER_BYTES = 16_384;
const POSITION = /^[1-9]\d{0,15}$/;

type Message = Pick<KafkaMessage, 'key' | 'value' | 'headers'>;

/**
 * A message of the relay, or why it is none. What a consumer makes of an unknown type or version is its own matter.
 * That the relay wrote it is not shown here: only the topic's access list keeps others from writing.
 */
export function readMessage(context: Context, { key, value, headers = {} }: Message): Delivery | StrangerReason {
  if (value === null || value.length === 0) return 'no-value';
  if (bytesOf(headers) > MOST_HEADER_BYTES) return 'headers-too-large';
  const position = textOf(headers, 'position');
  if (!POSITION.test(position) || !Number.isSafeInteger(Number(position))) return 'no-position';
  const bytes = isUtf8(value) ? value.toString('utf8') : '';
  const envelope = parsed(bytes);
  if (envelope === undefined) return 'not-json';
  if (!isEnvelope(envelope)) return 'not-an-event';
  if (envelope.source !== `/${context}` || !envelope.type.startsWith(`${context}.`)) return 'another-source';
  if (textOf(headers, 'type') !== envelope.type) return 'type-differs';
  if (key?.toString('utf8') !== envelope.partitionkey) return 'key-differs';
  return { position: Number(position), bytes, envelope };
}

const texts = ['id', 'type', 'subject', 'time', 'dataschema', 'recordedtime', 'partitionkey', 'actor', 'unit'] as const;

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false;
  const event = value as Record<string, unknown>;
  return (
    event['specversion'] === '1.0' &&
    texts.every((name) => typeof event[name] === 'string') &&
    Number.isSafeInteger(event['streamversion']) &&
    Number(event['streamversion']) > 0 &&
    'data' in event
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bytesOf(headers: IHeaders): number {
  let bytes = 0;
  for (const [name, values] of Object.entries(headers))
    for (const value of Array.isArray(values) ? values : [values]) bytes += name.length + (value?.length ?? 0);
  return bytes;
}

function textOf(headers: IHeaders, name: string): string {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return value === undefined || Array.isArray(value) ? '' : value.toString('utf8');
}
