import type { Role } from '@fundwatch/domain/identity';
import type { Ref } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { TextKey } from '../i18n/i18n.js';

/** An entry of the main menu. It appears for the roles that its page has, in ascending `order`. */
export interface MenuEntry {
  to: string;
  text: TextKey;
  roles: readonly Role[];
  order: number;
  /** Other pages of the same matter: the entry is the current one on them too, unless one of them is an entry itself. */
  covers?: readonly string[];
  /** How many things wait there; called in the menu's setup. */
  useCount?: () => Readonly<Ref<number | null>>;
}

/** What a feature folder gives to the product. */
export interface Feature {
  routes: RouteRecordRaw[];
  menu?: MenuEntry[];
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Roles that may open the page; without it every signed-in account may. */
    roles?: readonly Role[];
    /** Shown without a session and without the frame. */
    public?: boolean;
    title?: TextKey;
    /** `page`: the header's period is the page's month · `filter`: it is one filter among others and may be empty. */
    period?: 'page' | 'filter';
  }
}
