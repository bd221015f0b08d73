export { openQueue, type Queue, type QueueOptions, type WorkerOptions } from './open-queue.js';
