import { z } from 'zod';
import { route } from './contract.js';
import { dayShape, idShape, instantShape, pageOf, pageQueryShape, roleShape } from './shapes.js';

export const accountShape = z.object({
  userId: idShape,
  userName: z.string(),
  displayName: z.string(),
  roles: z.array(roleShape),
  organisation: z.object({ code: z.string(), name: z.string() }),
});

/** What every page needs first: who I am, the business day, and whether this is the demonstration. */
export const sessionShape = z.object({
  account: accountShape,
  expiresAt: instantShape,
  businessNow: instantShape,
  businessDay: dayShape,
  demonstration: z.boolean(),
});

/** By which the agency's own records name the person; alerts about his work are not his to verify. */
const staffNoShape = z.string().trim().min(1).max(60);
const nameShape = z.string().trim().min(1).max(60);

export const identityRoutes = {
  signIn: route({
    name: 'signIn',
    method: 'POST',
    path: '/session',
    summary: 'Sign in with user name and password; sets the session cookie',
    access: 'public',
    body: z.object({ userName: nameShape, password: z.string().min(1).max(200) }),
    reply: sessionShape,
  }),
  getSession: route({
    name: 'getSession',
    method: 'GET',
    path: '/session',
    summary: 'Who am I',
    access: 'session',
    reply: sessionShape,
  }),
  signOut: route({ name: 'signOut', method: 'DELETE', path: '/session', summary: 'Sign out', access: 'session' }),
  listDemoAccounts: route({
    name: 'listDemoAccounts',
    method: 'GET',
    path: '/demonstration/accounts',
    summary: 'The demonstration sign-ins; empty outside the demonstration',
    access: 'public',
    reply: z.object({ accounts: z.array(accountShape.omit({ userId: true })) }),
  }),
  switchDemoAccount: route({
    name: 'switchDemoAccount',
    method: 'POST',
    path: '/demonstration/session',
    summary: 'Switch role in one click; only in the demonstration',
    access: 'public',
    body: z.object({ userName: nameShape }),
    reply: sessionShape,
  }),
  advanceDemoDay: route({
    name: 'advanceDemoDay',
    method: 'POST',
    path: '/demonstration/advance-day',
    summary: "Advance the demonstration's clock by one day and run that day's slots in order",
    access: 'session',
    reply: z.object({ businessNow: instantShape, businessDay: dayShape }),
  }),
  listUsers: route({
    name: 'listUsers',
    method: 'GET',
    path: '/users',
    summary: 'Accounts and their roles',
    access: ['administrator'],
    query: pageQueryShape,
    reply: pageOf(
      accountShape.extend({
        staffNo: z.string().nullable(),
        disabledAt: instantShape.nullable(),
        createdAt: instantShape,
      }),
    ),
  }),
  addUser: route({
    name: 'addUser',
    method: 'POST',
    path: '/users',
    summary: 'Add an account',
    access: ['administrator'],
    body: z.object({
      userName: nameShape,
      displayName: nameShape,
      organisation: z.string().max(20),
      roles: z.array(roleShape).min(1),
      password: z.string().min(1).max(200),
      staffNo: staffNoShape.optional(),
    }),
    reply: z.object({ userId: idShape }),
  }),
  changeUser: route({
    name: 'changeUser',
    method: 'PATCH',
    path: '/users/:userId',
    summary: "Change an account's roles, or disable and enable it; revokes its sessions",
    access: ['administrator'],
    params: z.object({ userId: idShape }),
    body: z.object({
      roles: z.array(roleShape).min(1).optional(),
      disabled: z.boolean().optional(),
      /** Null takes it away. */
      staffNo: staffNoShape.nullable().optional(),
    }),
  }),
  listOrganisations: route({
    name: 'listOrganisations',
    method: 'GET',
    path: '/organisations',
    summary: 'Organisations by code and name',
    access: 'session',
    reply: z.object({
      organisations: z.array(
        z.object({ code: z.string(), name: z.string(), kind: z.enum(['office', 'agency', 'other']) }),
      ),
    }),
  }),
  getHealth: route({
    name: 'getHealth',
    method: 'GET',
    path: '/health',
    summary: '200 when the product is ready for use',
    access: 'public',
    reply: z.object({ status: z.literal('ready') }),
  }),
} as const;
