export * from './notices.js';
export * from './mail.js';
export * from './webhook.js';
export * from './trouble-kinds.js';
