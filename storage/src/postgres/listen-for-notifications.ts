import pg from 'pg';

const CHANNEL = 'fundwatch_notification';
const AGAIN_AFTER_MS = 2_000;

export interface NotificationListener {
  close(): Promise<void>;
}

/**
 * Hears of every notification that is committed, on a connection of its own. `onMissed` after a break: what was told meanwhile was
 * not heard. A break is mended by itself.
 */
export function listenForNotifications(
  url: string,
  on: {
    heard: (account: string, id: string) => void;
    missed: () => void;
    error: (error: Error) => void;
  },
): NotificationListener {
  let closed = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (first: boolean) => {
    const next = new pg.Client({ connectionString: url, application_name: 'fundwatch-notices', keepAlive: true });
    client = next;
    let broken = false;
    const again = (fault?: Error) => {
      if (broken || closed) return;
      broken = true;
      if (fault) on.error(fault);
      void next.end().catch(() => undefined);
      timer = setTimeout(() => void connect(false), AGAIN_AFTER_MS);
      timer.unref();
    };
    next.on('error', again);
    next.on('end', () => again());
    next.on('notification', ({ payload = '' }) => {
      const [account, id] = payload.split(' ');
      if (account && id) on.heard(account, id);
    });
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
      if (!first) on.missed();
    } catch (error) {
      again(error as Error);
    }
  };
  const started = connect(true);
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await started;
      await client?.end().catch(() => undefined);
    },
  };
}
