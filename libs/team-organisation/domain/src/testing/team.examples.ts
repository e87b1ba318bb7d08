import { localDate, subjectRef, type SubjectRef, unitId } from '@tung-nha/kernel';
import type {
  Appointment,
  Decision,
  Establishment,
  Position,
  SendingOrganisation,
  TeamEvent,
  TeamRole,
  TeamStanding,
  UnitInterval,
} from '@tung-nha/team-organisation-events';
import type { TeamCommand } from '../team.commands.js';

export const january = localDate.parse('2024-01-10');
export const february = localDate.parse('2024-02-10');
export const march = localDate.parse('2024-03-10');
export const april = localDate.parse('2024-04-10');
export const today = localDate.parse('2024-06-01');
export const tomorrow = localDate.parse('2024-06-02');

export const commune = unitId.parse('xa-a');
export const village = unitId.parse('thon-a');
export const an = subjectRef.parse('an');
export const binh = subjectRef.parse('binh');
export const chi = subjectRef.parse('chi');
export const dung = subjectRef.parse('dung');

export const decision: Decision = {
  number: '12/QĐ-UBND',
  date: january,
  office: 'commune-chair',
  capacity: 'own-right',
  issuingUnit: commune,
};
export const establishment: Establishment = {
  unit: village,
  level: 'village',
  policy: 'bg-2023',
  decision,
  on: january,
};

export const establish = (over: Partial<Establishment> = {}): TeamCommand => ({
  type: 'establish-team',
  establishment: { ...establishment, ...over },
  authority: commune,
  today,
});
export const consolidate = (on = march, over: Partial<Decision> = {}): TeamCommand => ({
  type: 'consolidate-team',
  decision: { ...decision, ...over },
  authority: commune,
  on,
  today,
});
export const dissolve = (on = april, over: Partial<Decision> = {}): TeamCommand => ({
  type: 'dissolve-team',
  decision: { ...decision, ...over },
  authority: commune,
  on,
  today,
});
export const appointment = (
  member: SubjectRef,
  role: TeamRole = 'member',
  on = january,
  position: Position = 'citizen',
  organisation: SendingOrganisation = 'village',
): Appointment => ({ member, role, position, organisation, on });
export const appoint = (...of: Parameters<typeof appointment>): TeamCommand => ({
  type: 'appoint-member',
  appointment: appointment(...of),
  today,
});
export const changeRole = (member: SubjectRef, role: TeamRole, on = march): TeamCommand => ({
  type: 'change-role',
  member,
  role,
  on,
  today,
});
export const release = (member: SubjectRef, on = march): TeamCommand => ({
  type: 'release-member',
  member,
  reason: 'own-wish',
  on,
  today,
});

export const established: TeamEvent = { type: 'team-organisation.team-established', data: establishment };
export const appointed = (...of: Parameters<typeof appointment>): TeamEvent => ({
  type: 'team-organisation.member-appointed',
  data: appointment(...of),
});
export const span = (from = january, to: UnitInterval['to'] = null): UnitInterval => ({ unit: village, from, to });
export const restated = (standing: TeamStanding, was: UnitInterval[], is: UnitInterval[]): TeamEvent => ({
  type: 'team-organisation.team-standing-restated',
  data: { standing, was, is },
});
export const membershipRestated = (
  member: SubjectRef,
  was: UnitInterval[],
  is: UnitInterval[],
  organisation: SendingOrganisation = 'village',
): TeamEvent => ({ type: 'team-organisation.membership-restated', data: { member, organisation, was, is } });
