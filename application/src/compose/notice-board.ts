import { listenForNotifications, type NotificationListener } from '@fundwatch/storage';
import type { NoticeBoard } from '../application.js';

type Told = Parameters<NoticeBoard['follow']>[1];

/** One connection for all open pages; opened with the first of them. */
export function createNoticeBoard(
  databaseUrl: string,
  onError: (error: Error) => void,
): NoticeBoard & { close(): Promise<void> } {
  const followers = new Map<string, Set<Told>>();
  let listener: NotificationListener | null = null;
  return {
    follow(account, told) {
      listener ??= listenForNotifications(databaseUrl, {
        heard: (whose, id) => followers.get(whose)?.forEach((tell) => tell(id)),
        missed: () => followers.forEach((ofOne) => ofOne.forEach((tell) => tell(null))),
        error: onError,
      });
      const mine = followers.get(account) ?? new Set();
      followers.set(account, mine.add(told));
      return () => {
        mine.delete(told);
        if (mine.size === 0) followers.delete(account);
      };
    },
    close: async () => listener?.close(),
  };
}
