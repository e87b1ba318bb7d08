import { describe, expect, it } from '@jest/globals';
import { localDate, subjectRef, type UnitId, unitId } from '@tung-nha/kernel';
import { grantId, type UnitRegisterEvent } from '@tung-nha/team-organisation-events';
import { emptyRegister, foldRegister, type UnitRegister } from '@tung-nha/units';
import { decodeJwt, SignJWT } from 'jose';
import { GrantBook } from './grant-book.js';
import { localIssuer, newSigningKey, TokenVerifier } from './tokens.js';

const id = (text: string) => unitId.parse(text);
const an = subjectRef.parse('an');
const on = localDate.parse('2024-01-01');
const later = localDate.parse('2025-07-01');
const style = (name: string) => ({ unit: id(name), name, fullName: name, kind: 'đơn vị', code: null });
const commune = (name: string, parent: UnitId) => ({ ...style(name), level: 'commune' as const, parent });
const events: UnitRegisterEvent[] = [
  {
    type: 'team-organisation.unit-list-recorded',
    data: {
      source: 'test',
      on,
      units: [
        { ...style('tinh'), level: 'province', parent: null },
        commune('xa-a', id('tinh')),
        commune('xa-b', id('tinh')),
      ],
    },
  },
  {
    type: 'team-organisation.units-reorganised',
    data: {
      on: later,
      decision: null,
      opened: [commune('xa-c', id('tinh'))],
      renamed: [],
      moved: [],
      closed: [id('xa-a')],
      links: [{ from: id('xa-a'), to: id('xa-c'), extent: 'full', seat: false }],
    },
  },
];
const register = events.reduce<UnitRegister>(foldRegister, emptyRegister);

function booked(unit: string, role: 'commune-officer' | 'auditor' = 'commune-officer'): GrantBook {
  const book = new GrantBook();
  const data = {
    grant: grantId.parse('g'),
    subject: an,
    role,
    unit: id(unit),
    from: on,
    to: null,
    reason: 'appointed',
  } as const;
  book.apply({ type: 'team-organisation.access-granted', data });
  return book;
}

describe('scope of a grant (X5)', () => {
  const may = (book: GrantBook, unit: string, day = on) => book.mayAt(an, 'households.record', id(unit), register, day);

  it.each([
    ['its unit', 'xa-a', 'xa-a', true],
    ['a unit below', 'tinh', 'xa-a', true],
    ['a sibling', 'xa-a', 'xa-b', false],
    ['the unit above', 'xa-a', 'tinh', false],
    ['a unit nobody knows', 'tinh', 'xa-x', false],
  ])('%s', (_, granted, asked, allowed) => {
    expect(may(booked(granted), asked)).toBe(allowed);
  });

  it('of a successor reaches what its predecessor was; on an abolished unit it gives nothing', () => {
    expect(may(booked('xa-c'), 'xa-a', later)).toBe(true);
    expect(may(booked('xa-a'), 'xa-a', later)).toBe(false);
    expect(may(booked('xa-a'), 'xa-c', later)).toBe(false);
  });

  it('ends with the role: an auditor records nothing, a revoked grant gives nothing', () => {
    expect(may(booked('tinh', 'auditor'), 'xa-a')).toBe(false);
    const book = booked('tinh');
    book.apply({ type: 'team-organisation.access-revoked', data: { grant: grantId.parse('g'), on, reason: 'misuse' } });
    expect(may(book, 'xa-a')).toBe(false);
  });
});

describe('tokens', () => {
  it('takes its own, and no other', async () => {
    const issuer = await localIssuer(await newSigningKey());
    const stranger = await localIssuer(await newSigningKey());
    const verifier = new TokenVerifier(issuer.rules);
    const token = await issuer.issue(an);
    await expect(verifier.verify(token)).resolves.toEqual({ subject: 'an' });
    await expect(verifier.verify(token)).resolves.toEqual({ subject: 'an' });
    await expect(verifier.verify(await stranger.issue(an))).rejects.toThrow();
    await expect(verifier.verify(`${token}x`)).rejects.toThrow();
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
    await expect(verifier.verify(none)).rejects.toThrow();
    const own = await new SignJWT({ ...decodeJwt(token) })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .sign(Buffer.from('local'));
    await expect(verifier.verify(own)).rejects.toThrow();
  });
});
