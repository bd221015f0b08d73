import { defineStore } from 'pinia';
import { ref, watch } from 'vue';

/** What a person likes, kept in this browser only: the working period. The language lives in i18n. */
export const usePreferences = defineStore('preferences', () => {
  const period = ref<string | null>(localStorage.getItem('fundwatch.period'));
  watch(period, (value) => {
    if (value) localStorage.setItem('fundwatch.period', value);
    else localStorage.removeItem('fundwatch.period');
  });
  return { period };
});
