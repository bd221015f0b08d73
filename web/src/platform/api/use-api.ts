import { useInfiniteQuery, useQuery, type QueryKey } from '@tanstack/vue-query';
import type { QueryOf, ReplyOf, RouteContract } from '@fundwatch/domain/api';
import { ElMessage } from 'element-plus';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api, type InputOf } from './call-api.js';
import { textOfError } from '../i18n/error-texts.js';
import { t } from '../i18n/i18n.js';
import { isPresent } from './presence.js';

/** The cache key of a route and its input; `[route.name]` alone is the prefix that commands invalidate. */
export function queryKeyOf(route: RouteContract, input: unknown = {}): QueryKey {
  return [route.name, input];
}

interface UseApiOptions<Reply> {
  enabled?: MaybeRefOrGetter<boolean>;
  /** Seconds between polls; a function decides by the last reply. Polling rests while nobody is at the desk. */
  everySeconds?: number | ((reply: Reply | undefined) => number | false);
  keepPrevious?: boolean;
}

/** A route's reply as server state: `const { data, error, isPending, refetch } = useApi(routes.getAlert, () => ({ params }))`. */
export function useApi<T extends RouteContract>(
  route: T,
  input: MaybeRefOrGetter<InputOf<T>>,
  options: UseApiOptions<ReplyOf<T>> = {},
) {
  return useQuery<ReplyOf<T>, Error>({
    queryKey: computed(() => queryKeyOf(route, toValue(input))),
    queryFn: ({ signal }) => (api as AnyCall)(route, toValue(input), { signal }) as Promise<ReplyOf<T>>,
    enabled: computed(() => toValue(options.enabled ?? true)),
    ...(options.keepPrevious ? { placeholderData: (before: unknown) => before as never } : {}),
    refetchInterval: (query) => {
      const seconds =
        typeof options.everySeconds === 'function'
          ? options.everySeconds(query.state.data as ReplyOf<T> | undefined)
          : options.everySeconds;
      return seconds && isPresent() ? seconds * 1000 : false;
    },
  });
}

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  asOf: string;
  total: number;
  /** There are more than `total`; the server did not count to the end. */
  totalIsLeast?: boolean;
}
type AnyCall = (route: RouteContract, input: unknown, options: { signal: AbortSignal }) => Promise<unknown>;
/** Routes that answer keyset pages. */
export type PagedRoute<Item> = RouteContract & { reply: { _zod: { output: Page<Item> } } };
export type ItemOf<T extends RouteContract> = ReplyOf<T> extends { items: (infer Item)[] } ? Item : never;

/** Keyset pages of a route, one after another: `rows` so far, `total`, `loadMore()` while `hasMore`. */
export function usePages<T extends RouteContract>(
  route: T,
  input: MaybeRefOrGetter<{ params?: object; query?: Omit<QueryOf<T> & object, 'cursor'> }>,
  options: { enabled?: MaybeRefOrGetter<boolean>; everySeconds?: number } = {},
) {
  const query = useInfiniteQuery({
    queryKey: computed(() => queryKeyOf(route, toValue(input))),
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { params, query: filters } = toValue(input);
      return (await (api as AnyCall)(route, { params, query: { ...filters, cursor: pageParam } }, { signal })) as Page<
        ItemOf<T>
      >;
    },
    getNextPageParam: (last: Page<ItemOf<T>>) => last.nextCursor ?? undefined,
    enabled: computed(() => toValue(options.enabled ?? true)),
    refetchInterval: () => (options.everySeconds && isPresent() ? options.everySeconds * 1000 : false),
  });
  const pages = computed(() => (query.data.value?.pages ?? []) as Page<ItemOf<T>>[]);
  return {
    rows: computed<ItemOf<T>[]>(() => pages.value.flatMap((page) => page.items)),
    /** Null while nothing was read: a list that could not be read never counts as empty. */
    total: computed(() => pages.value[0]?.total ?? null),
    totalIsLeast: computed(() => pages.value[0]?.totalIsLeast ?? false),
    asOf: computed(() => pages.value[0]?.asOf ?? null),
    isPending: query.isPending,
    isFetching: query.isFetching,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    /** The rows that are there stay; that no more came is said over the page, and the button is there to try again. */
    loadMore: async () => {
      const { isFetchNextPageError, error } = await query.fetchNextPage();
      if (isFetchNextPageError) sayFailure(error);
    },
    refetch: () => query.refetch(),
  };
}

function sayFailure(error: unknown): void {
  const { what, next, requestId } = textOfError(error);
  const number = requestId ? t('platform.requestId', { id: requestId }) : '';
  ElMessage.error(`${what} ${next} ${number}`.trim());
}
