export * from './object-store.js';
export * from './upload-files.js';
export * from './drop-folder.js';
