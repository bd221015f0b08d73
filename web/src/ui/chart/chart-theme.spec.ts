import { describe, expect, it } from 'vitest';
import { chartTheme, severityColors, unfinished } from './chart-theme.js';

const token = (name: string) => `<${name}>`;

describe('the theme of the charts', () => {
  it("takes the desk's font and colours", () => {
    const theme = chartTheme(token);
    expect(theme.textStyle).toEqual({ fontFamily: '<font>', color: '<ink>', fontSize: 13 });
    expect(theme.valueAxis.splitLine.lineStyle.color).toBe('<line>');
  });

  it('bars start at zero and count whole things', () => {
    expect(chartTheme(token).valueAxis).toMatchObject({ min: 0, minInterval: 1 });
  });

  it('gives each severity the colour that it has everywhere', () => {
    expect(severityColors(token)).toEqual({
      critical: '<critical>',
      high: '<high>',
      medium: '<medium>',
      low: '<low>',
    });
  });

  it('draws what is not final dashed and hatched', () => {
    expect(unfinished('red')).toMatchObject({ borderType: 'dashed', borderColor: 'red', decal: { color: 'red' } });
  });
});
