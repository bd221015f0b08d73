import { DetailedError, Upload } from 'tus-js-client';
import { ApiError, errorOfReply, isApiError } from '../../platform/api/api-error.js';
import { signInAgain } from '../../platform/api/sign-in-again.js';

/** A piece is asked for again as a whole when a proxy on the way drops it. */
const PIECE_BYTES = 8 * 1024 * 1024;
const RETRY_AFTER_MS = [0, 1_000, 3_000, 5_000];

interface SendFileInput {
  file: File;
  /** Whose upload it is: another account at the same browser does not take it up. */
  userId: string;
  reason: string;
  onProgress: (share: number) => void;
  /** The id that the upload has at the server, as soon as it is known. */
  onBegun: (uploadId: string) => void;
  onDone: (packageId: string) => void;
  onError: (error: ApiError) => void;
}

export interface SendingFile {
  /** Begins, or goes on where the last byte arrived; also after a reload, with the same file. */
  start(): Promise<void>;
  pause(): Promise<void>;
  /** Gives it up at the server, too. */
  cancel(): Promise<void>;
}

/** Sends a file by tus: broken connections are tried again, an ended session asks for sign-in and goes on. */
export function sendFile({ file, userId, reason, ...tell }: SendFileInput): SendingFile {
  const upload = new Upload(file, {
    endpoint: `${window.location.origin}/api/uploads`,
    chunkSize: PIECE_BYTES,
    retryDelays: RETRY_AFTER_MS,
    metadata: { filename: file.name, ...(reason.trim() ? { reason: reason.trim() } : {}) },
    removeFingerprintOnSuccess: true,
    fingerprint: () => Promise.resolve(['fundwatch', userId, file.name, file.size, file.lastModified].join('-')),
    // An ended session is no refusal of this upload: the library would begin another one.
    onAfterResponse: (_request, response) => {
      if (response.getStatus() === 401) throw new ApiError('NOT_SIGNED_IN', 401);
    },
    onShouldRetry: (error) => mayPass(statusOf(error)),
    onUploadUrlAvailable: () => tell.onBegun(idOf(upload)),
    onProgress: (sent, total) => tell.onProgress(total ? sent / total : 0),
    onSuccess: () => tell.onDone(idOf(upload)),
    onError: (failure) => {
      if (statusOf(failure) === 401) void goOnSignedIn();
      else tell.onError(readError(failure));
    },
  });
  async function goOnSignedIn(): Promise<void> {
    await signInAgain();
    upload.start();
  }
  return {
    async start() {
      const [before] = await upload.findPreviousUploads();
      if (before && !upload.url) upload.resumeFromPreviousUpload(before);
      upload.start();
    },
    pause: () => upload.abort(),
    cancel: () => upload.abort(true),
  };
}

function idOf(upload: Upload): string {
  return upload.url?.split('/').at(-1) ?? '';
}

function statusOf(error: unknown): number {
  if (!(error instanceof DetailedError)) return 0;
  if (isApiError(error.causingError)) return error.causingError.status;
  return error.originalResponse?.getStatus() ?? 0;
}

/** No answer, a server that stumbled, or a piece that the server still writes: that passes by itself. */
function mayPass(status: number): boolean {
  return status === 0 || status >= 500 || status === 409 || status === 423;
}

function readError(error: unknown): ApiError {
  const status = statusOf(error);
  if (status === 0) return new ApiError('NETWORK_UNREACHABLE', 0);
  let body: unknown = null;
  try {
    body = JSON.parse((error as DetailedError).originalResponse?.getBody() ?? '');
  } catch {
    body = null;
  }
  return errorOfReply(status, body);
}
