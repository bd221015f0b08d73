import { createI18n } from 'vue-i18n';
import { messages, type Messages } from '../../locales.js';
import type { KeysOf } from './locale.js';

export type Language = 'zh' | 'en';
export type TextKey = KeysOf<Messages>;

const stored = localStorage.getItem('fundwatch.language');

export const i18n = createI18n({
  legacy: false,
  locale: stored === 'en' ? 'en' : 'zh',
  fallbackLocale: 'zh',
  messages: messages as never,
});

const global = i18n.global as unknown as {
  locale: { value: Language };
  t: (key: string, params: Record<string, unknown>, options: { plural?: number }) => string;
};

/**
 * The text of a key in the language in use; reactive inside templates and computed values.
 * Where `n` is a number it also chooses between `one | many`.
 */
export function t(key: TextKey, params: Record<string, string | number> = {}): string {
  const { n } = params;
  return global.t(key, params, typeof n === 'number' ? { plural: n } : {});
}

export function language(): Language {
  return global.locale.value;
}

/** Of a record's two names, the one in the language in use. */
export function nameIn(names: { zh: string; en: string }): string {
  return names[language()] || names.zh;
}

export function setLanguage(next: Language): void {
  global.locale.value = next;
  localStorage.setItem('fundwatch.language', next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
}
