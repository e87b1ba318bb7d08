import { readerOf, type StreamName, type SubjectRef, type TeamId } from '@tung-nha/kernel';
import { type AccessEvent, accessEvents } from './access.events.js';
import { type TeamEvent, teamEvents } from './team.events.js';
import { type UnitRegisterEvent, unitRegisterEvents } from './unit-register.events.js';

/** Every event type of the context. */
export const teamOrganisationEvents = [...unitRegisterEvents, ...teamEvents, ...accessEvents] as const;

export type TeamOrganisationEvent = UnitRegisterEvent | TeamEvent | AccessEvent;

export const readTeamOrganisationEvent = readerOf(teamOrganisationEvents);

/** There is one register: identity of units does not stop at a province's border. */
export const unitRegisterStream: StreamName = 'unit-register/vietnam';
export const teamStream = (team: TeamId): StreamName => `team/${team}`;
export const accessStream = (subject: SubjectRef): StreamName => `access/${subject}`;
