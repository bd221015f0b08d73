import { useMutation, useQueryClient } from '@tanstack/vue-query';
import type { ReplyOf, RouteContract } from '@fundwatch/domain/api';
import { api, type InputOf } from './call-api.js';

/**
 * A route that changes something: `const { mutateAsync, isPending, error } = useCommand(routes.closeAlert, ['getAlert'])`.
 * After success every cached reply of the named routes is fetched again.
 */
export function useCommand<T extends RouteContract>(route: T, touches: readonly string[]) {
  const queries = useQueryClient();
  return useMutation<ReplyOf<T>, Error, InputOf<T>>({
    mutationFn: (input) => (api as (r: RouteContract, i: unknown) => Promise<ReplyOf<T>>)(route, input),
    onSuccess: () => Promise.all(touches.map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
}
