import { describe, expect, it } from 'vitest';
import { placeInTrail } from './alert-trail.js';

const trail = { title: '工作台', back: '/queue', ids: ['a', 'b', 'c'] };

describe('the place of an alert in the list it was opened from', () => {
  it('knows the one before and the one after', () => {
    expect(placeInTrail(trail, 'b')).toEqual({ place: 2, of: 3, previous: 'a', next: 'c' });
  });

  it('ends at both ends', () => {
    expect(placeInTrail(trail, 'a')?.previous).toBeNull();
    expect(placeInTrail(trail, 'c')?.next).toBeNull();
  });

  it('an alert opened from elsewhere has no place', () => {
    expect(placeInTrail(trail, 'x')).toBeNull();
    expect(placeInTrail(null, 'a')).toBeNull();
  });
});
