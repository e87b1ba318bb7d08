import { recordId, type RecordId } from '@tung-nha/field-activity-events';
import { subjectRef, type SubjectRef } from '@tung-nha/kernel';
import type { Chance } from './random.js';

/** Like the references the vault will give: they say nothing of the person (X3). */
export const anySubject = (chance: Chance): SubjectRef => subjectRef.parse(`${letters(chance)}${letters(chance)}`);

export const anyRecord = (chance: Chance): RecordId => recordId.parse(`${letters(chance)}${letters(chance)}`);

const letters = (chance: Chance) => chance.below(2_176_782_336).toString(36).padStart(6, '0');
