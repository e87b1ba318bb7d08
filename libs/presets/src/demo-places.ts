import {
  addDays,
  type Clock,
  type Instant,
  localDate,
  type LocalDate,
  type SubjectRef,
  subjectRef,
  systemClock,
  today,
  type UnitId,
} from '@tung-nha/kernel';
import type { Reference } from '@tung-nha/service-runtime';
import type { Role } from '@tung-nha/team-organisation-events';
import { hierarchyOn } from '@tung-nha/units';

/** The province and the first map of the demo. */
export const DEMO_FIRST_MAP = localDate.parse('2023-04-10');
export const DEMO_PROVINCE_CODE = '24';

export interface DemoUser {
  readonly user: SubjectRef;
  readonly name: { readonly vi: string; readonly en: string };
  readonly role: Role;
  readonly unit: UnitId;
}

export interface DemoPlaces {
  /** Bắc Giang, which ended on 2025-07-01. */
  readonly province: UnitId;
  readonly users: readonly DemoUser[];
}

/** The day stands still on the last simulated one, the time of day runs: yesterday's demo reads as today's. */
export function demoClock({ to }: { readonly to: LocalDate }): Clock {
  return {
    now: () => {
      const real = systemClock.now();
      // What is evening in UTC is the next day in Vietnam: the day before there is this day here.
      const day = today({ now: () => `${to}${real.slice(10)}` as Instant }) === to ? to : addDays(to, -1);
      return `${day}${real.slice(10)}` as Instant;
    },
  };
}

/** Where the demo's people work: in the units that came out of Bắc Giang. */
export function placesOf({ register }: Pick<Reference, 'register'>, on: LocalDate): DemoPlaces {
  const province = hierarchyOn(register, DEMO_FIRST_MAP).byCode('province', DEMO_PROVINCE_CODE)!.id;
  const now = hierarchyOn(register, on);
  const present = now.byCode('province', DEMO_PROVINCE_CODE)!.id;
  const ward = now.byCode('commune', '07210')!.id;
  const village = now.leavesUnder(ward)[0] ?? ward;
  const user = (name: string, role: Role, unit: UnitId, vi: string, en: string): DemoUser => ({
    user: subjectRef.parse(`demo-${name}`),
    name: { vi, en },
    role,
    unit,
  });
  return {
    province,
    users: [
      user('province-admin', 'province-admin', present, 'Quản trị tỉnh (dùng thử)', 'Province administrator (demo)'),
      user('province-chair', 'province-chair', present, 'Lãnh đạo tỉnh (dùng thử)', 'Province chair (demo)'),
      user('commune-officer', 'commune-officer', ward, 'Cán bộ phường (dùng thử)', 'Ward officer (demo)'),
      user('team-member', 'team-member', village, 'Thành viên tổ (dùng thử)', 'Team member (demo)'),
      user('auditor', 'auditor', present, 'Kiểm toán (dùng thử)', 'Auditor (demo)'),
    ],
  };
}
