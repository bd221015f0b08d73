import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs one exported step of a module in a process of its own; gives what it measured.
 * @returns {Promise<{ seconds: number, peakBytes: number, found: unknown }>} `found` is what the step gave back
 */
export function runStep(module, step, input) {
  const program = fileURLToPath(new URL('./run-step.mjs', import.meta.url));
  const args = [program, module.href, step, JSON.stringify(input)];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`step ${step}: ${stderr || error.message}`));
      else resolve(JSON.parse(stdout.trim().split('\n').at(-1)));
    });
  });
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The slope of log(seconds) over log(rows), by least squares: 1 = twice the rows take twice the time. */
export function growthExponent(measured) {
  const points = measured.map(({ rows, seconds }) => [Math.log(rows), Math.log(seconds)]);
  const mean = (index) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** One line a figure, as every benchmark here ends. */
export function result(name, value, unit, ...goal) {
  console.log(`RESULT ${name} ${value.toFixed(2)} ${unit}${goal.length ? ` goal ${goal.join(' ')}` : ''}`);
}
