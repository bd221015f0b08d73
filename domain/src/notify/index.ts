export * from './notices.js';
export * from './mail.js';
