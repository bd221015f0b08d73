import { routes, type ReplyOf } from '@fundwatch/domain/api';
import { onBeforeUnmount, ref, shallowReactive, type Ref } from 'vue';
import { uploadFile } from '../platform/api/upload-file.js';
import { isApiError } from '../platform/api/api-error.js';

export type Attachment = ReplyOf<typeof routes.addAttachment>;
export interface Upload {
  key: number;
  file: File;
  share: number;
  error: unknown;
  cancel(): void;
}

/** Uploads what belongs to an alert, with progress. Finished files are `known`; their ids go into the form through `onAdded`. */
export function useAttachments(
  alertId: string,
  onAdded: (id: string) => void,
  route: typeof routes.addAttachment | typeof routes.addBranchAttachment = routes.addAttachment,
) {
  const uploads: Ref<Upload[]> = ref([]);
  const known = shallowReactive(new Map<string, Attachment>());
  let nextKey = 1;

  async function send(upload: Upload, signal: AbortSignal): Promise<void> {
    try {
      const attachment = await uploadFile(route, {
        params: { alertId },
        file: upload.file,
        signal,
        onProgress: (share) => (upload.share = share),
      });
      known.set(attachment.id, attachment);
      onAdded(attachment.id);
      drop(upload.key);
    } catch (error) {
      if (isApiError(error, 'CANCELLED')) drop(upload.key);
      else upload.error = error;
    }
  }
  function drop(key: number): void {
    uploads.value = uploads.value.filter((upload) => upload.key !== key);
  }
  function add(files: Iterable<File>): void {
    for (const file of files) {
      const stop = new AbortController();
      uploads.value.push({ key: nextKey++, file, share: 0, error: null, cancel: () => stop.abort() });
      void send(uploads.value.at(-1)!, stop.signal);
    }
  }
  function retry(upload: Upload): void {
    drop(upload.key);
    add([upload.file]);
  }
  onBeforeUnmount(() => uploads.value.forEach((upload) => upload.cancel()));
  return { uploads, known, add, retry, drop };
}
