import { describe, expect, it } from 'vitest';
import { missingFields, rolesFor } from './role-choice.js';

describe('the roles offered for an account', () => {
  it('an agency offers its own roles and uploading, never those of supervision', () => {
    expect(rolesFor('agency')).toEqual(['agency_handler', 'agency_head', 'information_institution']);
  });

  it('the office never offers an agency role', () => {
    expect(rolesFor('office')).not.toContain('agency_handler');
    expect(rolesFor('office')).toContain('supervision_officer');
  });
});

describe('a new account', () => {
  const whole = {
    userName: 'lina',
    displayName: '李娜',
    organisation: '120101',
    roles: ['agency_handler'] as const,
    password: ' 12 ',
  };

  it('names what is still missing', () => {
    expect(missingFields({ ...whole, displayName: ' ', roles: [] })).toEqual(['displayName', 'roles']);
  });

  it('lacks nothing when all is there; blanks in a password count', () => {
    expect(missingFields(whole)).toEqual([]);
    expect(missingFields({ ...whole, password: '' })).toEqual(['password']);
  });
});
