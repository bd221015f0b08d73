import { readConfig } from '../config.js';
import { startProduct } from './start-product.js';

const stopping = new AbortController();
const asked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stopping.signal.aborted) console.log('stopping …');
      stopping.abort();
      resolve();
    });
  }
});

try {
  const product = await startProduct(readConfig(), console.log, stopping.signal);
  if (product) {
    await asked;
    await product.stop();
    console.log('stopped');
  }
  process.exit(0);
} catch (error) {
  if (stopping.signal.aborted) {
    console.log('stopped');
    process.exit(0);
  }
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
