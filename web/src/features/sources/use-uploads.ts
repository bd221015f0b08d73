import { routes } from '@fundwatch/domain/api';
import { useQueryClient } from '@tanstack/vue-query';
import { computed, effectScope, ref, shallowRef, triggerRef, watch } from 'vue';
import { isApiError } from '../../platform/api/api-error.js';
import { useApi } from '../../platform/api/use-api.js';
import { useCommand } from '../../platform/api/use-command.js';
import { useSession } from '../../platform/session/session-store.js';
import { sendFile, type SendingFile } from './send-file.js';

export interface Upload {
  key: number;
  file: File;
  state: 'queued' | 'sending' | 'paused' | 'sent' | 'failed';
  /** 0 to 1. */
  share: number;
  reason: string;
  /** The server's id once it has begun; the package has the same. */
  id: string | null;
  error: unknown;
  sending: SendingFile;
}

/** So many at a time; more would only share the same line. */
const MOST_AT_ONCE = 3;

// They go on while other pages are looked at.
const uploads = shallowRef<Upload[]>([]);
let nextKey = 1;

/** The reason for sending again is kept over a reload, until it is emptied. */
const reasonKey = 'fundwatch.upload-reason';
const reason = ref(sessionStorage.getItem(reasonKey) ?? '');
watch(reason, (text) => sessionStorage.setItem(reasonKey, text));

function change(upload: Upload, to: Partial<Upload>): void {
  Object.assign(upload, to);
  triggerRef(uploads);
}

function startNext(): void {
  const busy = uploads.value.filter(({ state }) => state === 'sending').length;
  // The first chosen is the first sent; the list shows the latest on top.
  for (const upload of uploads.value
    .filter(({ state }) => state === 'queued')
    .reverse()
    .slice(0, MOST_AT_ONCE - busy)) {
    change(upload, { state: 'sending', error: null });
    void upload.sending.start();
  }
}

function goOn(upload: Upload): void {
  change(upload, { state: 'queued', error: null });
  startNext();
}

async function pause(upload: Upload): Promise<void> {
  change(upload, { state: 'paused' });
  await upload.sending.pause();
  startNext();
}

window.addEventListener('online', () => {
  for (const upload of uploads.value) if (isApiError(upload.error, 'NETWORK_UNREACHABLE')) goOn(upload);
});
window.addEventListener('beforeunload', (event) => {
  if (uploads.value.some(({ state }) => state === 'sending' || state === 'queued')) event.preventDefault();
});

let watching = false;
/** Whoever signs out takes files and reason along: the next account at this browser neither sees nor sends them. */
function leaveWith(userId: () => string): void {
  if (watching) return;
  watching = true;
  effectScope(true).run(() =>
    watch(userId, () => {
      for (const upload of uploads.value) void upload.sending.pause();
      uploads.value = [];
      reason.value = '';
    }),
  );
}

/** Files on their way, several at once, each with its progress; and what was begun before and is not finished. */
export function useUploads() {
  const queries = useQueryClient();
  const session = useSession();
  const userId = () => session.account?.userId ?? '';
  leaveWith(userId);
  /** Names of chosen files that are no packages. */
  const rejected = ref<string[]>([]);
  const begun = useApi(routes.listUploads, {});
  const giveUp = useCommand(routes.cancelUpload, ['listUploads']);
  /** Begun before, by whatever browser; the same file chosen again goes on. */
  const unfinished = computed(() =>
    (begun.data.value?.uploads ?? []).filter(({ id }) => !uploads.value.some((upload) => upload.id === id)),
  );

  function add(files: readonly File[]): void {
    rejected.value = files.filter((file) => !/\.zip$/i.test(file.name)).map((file) => file.name);
    for (const file of files.filter((one) => /\.zip$/i.test(one.name))) {
      const sending = sendFile({
        file,
        userId: userId(),
        reason: reason.value,
        onBegun: (id) => change(upload, { id }),
        onProgress: (share) => change(upload, { share }),
        onDone: (id) => {
          change(upload, { state: 'sent', share: 1, id });
          for (const name of ['listPackages', 'listUploads']) void queries.invalidateQueries({ queryKey: [name] });
          startNext();
        },
        onError: (error) => {
          change(upload, { state: 'failed', error });
          startNext();
        },
      });
      const upload: Upload = {
        key: nextKey++,
        file,
        state: 'queued',
        share: 0,
        reason: reason.value.trim(),
        id: null,
        error: null,
        sending,
      };
      uploads.value = [upload, ...uploads.value];
    }
    startNext();
  }

  /** Takes it off the list; what is not finished is given up. */
  async function remove(upload: Upload): Promise<void> {
    uploads.value = uploads.value.filter(({ key }) => key !== upload.key);
    // Out of reach, it stays among the unfinished ones and can be given up there.
    if (upload.state !== 'sent') await upload.sending.cancel().catch(() => undefined);
    void queries.invalidateQueries({ queryKey: ['listUploads'] });
    startNext();
  }

  return { uploads, unfinished, rejected, reason, add, pause, goOn, remove, giveUp };
}
