import type { Account, AccountState, Brought, RecordId, Skill } from '@tung-nha/field-activity-events';
import type { LocalDate } from '@tung-nha/kernel';

/** What a record says of one person, wherever it was made. */
export type BroughtRecord =
  | { readonly kind: 'guidance' | 'confirmation'; readonly skill: Skill; readonly on: LocalDate }
  | { readonly kind: 'account'; readonly account: Account; readonly state: AccountState; readonly on: LocalDate };

export function broughtRecords(brings: Brought | null): [RecordId, BroughtRecord][] {
  if (!brings) return [];
  return [
    ...brings.guided.map(({ record, ...said }) => [record, { kind: 'guidance', ...said }] as [RecordId, BroughtRecord]),
    ...brings.proficient.map(
      ({ record, ...said }) => [record, { kind: 'confirmation', ...said }] as [RecordId, BroughtRecord],
    ),
    ...brings.accounts.map(
      ({ record, ...said }) => [record, { kind: 'account', ...said }] as [RecordId, BroughtRecord],
    ),
  ];
}

export function broughtOf(records: Iterable<readonly [RecordId, BroughtRecord]>): Brought {
  const brings: Brought = { guided: [], proficient: [], accounts: [] };
  for (const [record, said] of records) {
    if (said.kind === 'account')
      brings.accounts.push({ record, account: said.account, state: said.state, on: said.on });
    else
      (said.kind === 'guidance' ? brings.guided : brings.proficient).push({ record, skill: said.skill, on: said.on });
  }
  return brings;
}
