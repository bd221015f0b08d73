import { QueryClient } from '@tanstack/vue-query';
import { isApiError } from './api-error.js';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Only what may pass by itself is tried again; a refusal is said at once.
      retry: (failures, error) => isApiError(error, 'NETWORK_UNREACHABLE') && failures < 1,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
