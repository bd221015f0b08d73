import 'reflect-metadata';
import { createParamDecorator, HttpCode, RequestMapping, RequestMethod, type ExecutionContext } from '@nestjs/common';
import type { RouteContract } from '@fundwatch/domain/api';
import type { FastifyRequest } from 'fastify';
import type { Call } from './call.js';

const contractKey = Symbol('contract');

/** What a handler of this contract looks like: one call in, the reply out. */
type HandlerOf<T extends RouteContract> = (call: Call<T>) => unknown;

const methods = {
  GET: RequestMethod.GET,
  HEAD: RequestMethod.HEAD,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  PATCH: RequestMethod.PATCH,
  DELETE: RequestMethod.DELETE,
} as const;

const parsedCall = createParamDecorator((_: unknown, context: ExecutionContext): unknown => {
  return context.switchToHttp().getRequest<FastifyRequest>().call;
});

/** Binds a method to a contract: its address, who may call, how the request is parsed. */
export function Route<T extends RouteContract>(contract: T) {
  return <H extends HandlerOf<T>>(target: object, key: string, descriptor: TypedPropertyDescriptor<H>): void => {
    RequestMapping({ path: contract.path, method: methods[contract.method] })(
      target,
      key,
      descriptor as PropertyDescriptor,
    );
    HttpCode(200)(target, key, descriptor as PropertyDescriptor);
    parsedCall()(target, key, 0);
    Reflect.defineMetadata(contractKey, contract, descriptor.value as object);
  };
}

/** The contract that a handler is bound to. */
export function contractOf(handler: object): RouteContract | undefined {
  return Reflect.getMetadata(contractKey, handler) as RouteContract | undefined;
}
