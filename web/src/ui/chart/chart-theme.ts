import type { Severity } from '@fundwatch/domain/alert';

/** Reads a design token: `line` is `--fw-line`. */
export type ReadToken = (name: string) => string;

export function readTokens(): ReadToken {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--fw-${name}`).trim();
}

/** The one theme of all charts; every colour and the font are the desk's tokens. */
export function chartTheme(token: ReadToken) {
  const axis = {
    axisLine: { lineStyle: { color: token('line') } },
    axisTick: { show: false },
    axisLabel: { color: token('secondary'), fontSize: 13 },
    splitLine: { lineStyle: { color: token('line') } },
  };
  return {
    color: [token('accent'), token('high'), token('medium'), token('low')],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: token('font'), color: token('ink'), fontSize: 13 },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false }, minInterval: 1, min: 0 },
    tooltip: {
      backgroundColor: token('surface'),
      borderColor: token('line'),
      textStyle: { color: token('ink'), fontFamily: token('font'), fontSize: 13 },
    },
  };
}

/** A severity's colour, as everywhere else. */
export function severityColors(token: ReadToken): Record<Severity, string> {
  return { critical: token('critical'), high: token('high'), medium: token('medium'), low: token('low') };
}

/** Diagonal lines over what isn't final yet; with the dashed border it is known without colour. */
export function unfinished(color: string) {
  return {
    color: 'transparent',
    borderColor: color,
    borderType: 'dashed' as const,
    borderWidth: 1,
    decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color },
  };
}
