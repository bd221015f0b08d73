import { errorReplyShape, routes, type RouteContract } from '@fundwatch/domain/api';
import { errorCodes } from '@fundwatch/domain';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of every contract; its schemas are JSON Schema as zod gives it. */
export function describeApi(): Json {
  const paths: Record<string, Json> = {};
  for (const contract of Object.values(routes) as RouteContract[]) {
    const path = `/api${contract.path}`.replace(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: describeRoute(contract) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Fundwatch', version: '1', description: 'Off-site supervision of social-insurance funds' },
    paths,
    components: {
      schemas: { Error: withCodes(schemaOf(errorReplyShape, 'output')) },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'fundwatch_session' } },
    },
  };
}

function describeRoute(contract: RouteContract): Json {
  const { access } = contract;
  return {
    operationId: contract.name,
    summary: contract.summary,
    security: access === 'public' ? [] : [{ session: [] }],
    // Who may call: everybody signed in, or these roles.
    ...(typeof access === 'string' ? {} : { 'x-roles': [...access] }),
    parameters: [...parametersOf(contract.params, 'path'), ...parametersOf(contract.query, 'query')],
    ...describeBody(contract),
    responses: {
      ...describeDone(contract),
      default: { description: 'Error', content: json({ $ref: '#/components/schemas/Error' }) },
    },
  };
}

/** The upload protocol answers by status and headers, everything else by a body. */
function describeDone(contract: RouteContract): Json {
  if (contract.kind !== 'tus') return { 200: { description: 'Done', content: describeReply(contract) } };
  const status = { POST: 201, HEAD: 200, PATCH: 204, DELETE: 204, GET: 200, PUT: 200 }[contract.method];
  return { [status]: { description: 'Done; see https://tus.io/protocols/resumable-upload (1.0.0)' } };
}

const json = (schema: Json): Json => ({ 'application/json': { schema } });

function describeBody(contract: RouteContract): Json {
  if (contract.kind === 'tus') {
    const content = { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } };
    return contract.method === 'PATCH' ? { requestBody: { required: true, content } } : {};
  }
  if (contract.kind === 'upload') {
    const file = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } };
  }
  const schema = schemaOf(contract.body, 'input');
  const empty = Object.keys((schema['properties'] as Json | undefined) ?? {}).length === 0;
  return empty ? {} : { requestBody: { required: true, content: json(schema) } };
}

function describeReply(contract: RouteContract): Json {
  if (contract.kind === 'stream') return { 'text/event-stream': { schema: schemaOf(contract.reply, 'output') } };
  if (contract.kind === 'download') return { '*/*': { schema: { type: 'string', format: 'binary' } } };
  return json(schemaOf(contract.reply, 'output'));
}

function parametersOf(shape: z.ZodType, place: 'path' | 'query'): Json[] {
  // A list may be sent repeated or joined by commas, so its parsed side describes it.
  const parsed = schemaOf(shape, 'output');
  const given = schemaOf(shape, 'input');
  const required = (given['required'] as string[] | undefined) ?? [];
  return Object.entries((parsed['properties'] as Record<string, Json> | undefined) ?? {}).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || (required.includes(name) && schema['type'] !== 'array'),
    schema,
    ...(schema['type'] === 'array' ? { style: 'form', explode: false } : {}),
  }));
}

function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return schema;
}

/** The closed list of codes, for whoever writes another client. */
function withCodes(schema: Json): Json {
  const properties = schema['properties'] as Record<string, Json>;
  return { ...schema, properties: { ...properties, code: { type: 'string', enum: [...errorCodes].sort() } } };
}
