import type { LocationQuery, LocationQueryRaw } from 'vue-router';

/** `text`: one value · `list`: several, comma-separated. */
export type FilterShape = Readonly<Record<string, 'text' | 'list'>>;
export type FiltersOf<S extends FilterShape> = { [K in keyof S]?: S[K] extends 'list' ? string[] : string };

/** Reads filters from a URL's query; empty ones are undefined, so that they also disappear from requests. */
export function readFilters<const S extends FilterShape>(shape: S, query: LocationQuery): FiltersOf<S> {
  const filters: Record<string, string | string[] | undefined> = {};
  for (const [name, kind] of Object.entries(shape)) {
    const given = query[name];
    const text = (Array.isArray(given) ? given.join(',') : (given ?? '')).trim();
    if (!text) filters[name] = undefined;
    else filters[name] = kind === 'list' ? [...new Set(text.split(',').filter(Boolean))] : text;
  }
  return filters as FiltersOf<S>;
}

/** The URL's query with these filters; what isn't a filter of the shape stays as it is. */
export function writeFilters<const S extends FilterShape>(
  shape: S,
  query: LocationQuery,
  filters: FiltersOf<S>,
): LocationQueryRaw {
  const next: LocationQueryRaw = { ...query };
  for (const name of Object.keys(shape)) {
    const value = (filters as Record<string, string | string[] | undefined>)[name];
    const text = Array.isArray(value) ? value.join(',') : value?.trim();
    if (text) next[name] = text;
    else delete next[name];
  }
  return next;
}
