import { routes } from '@fundwatch/domain/api';
import { useQueryClient } from '@tanstack/vue-query';
import { onScopeDispose, ref, shallowRef, triggerRef } from 'vue';
import { isApiError } from '../../platform/api/api-error.js';
import { uploadFile } from '../../platform/api/upload-file.js';

export interface Upload {
  key: number;
  file: File;
  state: 'queued' | 'sending' | 'sent' | 'failed';
  /** 0 to 1. */
  share: number;
  packageId: string | null;
  error: unknown;
}

/** Files sent one after another, each with its progress; a finished one has the number of its package. */
export function useUploads() {
  const queries = useQueryClient();
  const uploads = shallowRef<Upload[]>([]);
  /** Names of chosen files that are no packages. */
  const rejected = ref<string[]>([]);
  let nextKey = 1;
  let current: { key: number; abort: AbortController } | null = null;

  function change(upload: Upload, to: Partial<Upload>): void {
    Object.assign(upload, to);
    triggerRef(uploads);
  }

  function add(files: readonly File[]): void {
    rejected.value = files.filter((file) => !/\.zip$/i.test(file.name)).map((file) => file.name);
    const added = files
      .filter((file) => /\.zip$/i.test(file.name))
      .map((file): Upload => ({ key: nextKey++, file, state: 'queued', share: 0, packageId: null, error: null }));
    uploads.value = [...added, ...uploads.value];
    void sendNext();
  }

  async function sendNext(): Promise<void> {
    const upload = uploads.value.findLast(({ state }) => state === 'queued');
    if (current || !upload) return;
    current = { key: upload.key, abort: new AbortController() };
    change(upload, { state: 'sending', share: 0, error: null });
    try {
      const { id } = await uploadFile(routes.uploadPackage, {
        file: upload.file,
        signal: current.abort.signal,
        onProgress: (share) => change(upload, { share }),
      });
      change(upload, { state: 'sent', share: 1, packageId: id });
      void queries.invalidateQueries({ queryKey: ['listPackages'] });
    } catch (error) {
      if (isApiError(error, 'CANCELLED')) remove(upload);
      else change(upload, { state: 'failed', error });
    } finally {
      current = null;
      void sendNext();
    }
  }

  function remove(upload: Upload): void {
    if (current?.key === upload.key && upload.state === 'sending') current.abort.abort();
    uploads.value = uploads.value.filter(({ key }) => key !== upload.key);
  }
  function again(upload: Upload): void {
    change(upload, { state: 'queued' });
    void sendNext();
  }
  onScopeDispose(() => current?.abort.abort());
  return { uploads, rejected, add, remove, again };
}
