import type { Role } from '@fundwatch/domain/identity';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { builtWeb } from '../support/built-web.js';
import { programOf } from '../support/needs.js';
import { PASSWORD, startApi, type ApiOptions, type TestApi } from '../support/product.js';

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
export type Size = keyof typeof sizes;

/** A person in front of a browser. */
export interface Person {
  page: Page;
  context: BrowserContext;
  /** What the page asked for elsewhere, and what the browser complained about; both stay empty in a good product. */
  foreign: string[];
  complaints: string[];
}

/** The real API over a real database, the built web, and a browser. */
export interface Desk {
  api: TestApi;
  /** A browser window that nobody has signed in with. */
  visit(size?: Size): Promise<Person>;
  /** A person who has signed in through the page; accounts are added on first use. */
  signIn(userName: string, account: { roles: Role[]; organisation?: string }, size?: Size): Promise<Person>;
  close(): Promise<void>;
}

export async function openDesk(options: ApiOptions = {}): Promise<Desk> {
  const api = await startApi({ ...options, webFolder: await builtWeb() });
  const browser = await chromium.launch({ executablePath: programOf('browser')! });
  const known = new Set<string>();

  const visit = (size: Size = 'desk') => openPage(browser, api.url, size);
  return {
    api,
    visit,
    async signIn(userName, account, size = 'desk') {
      if (!known.has(userName)) await api.addAccount({ userName, ...account });
      known.add(userName);
      const person = await visit(size);
      await person.page.goto(`${api.url}/sign-in`);
      await typePassword(person.page, userName);
      await person.page.getByRole('navigation', { name: '主菜单' }).waitFor();
      return person;
    },
    async close() {
      await browser.close();
      await api.close();
    },
  };
}

/** Fills and sends the sign-in form that is on the screen. */
export async function typePassword(page: Page, userName?: string): Promise<void> {
  if (userName) await page.getByLabel('用户名').fill(userName);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

async function openPage(browser: Browser, url: string, size: Size): Promise<Person> {
  const context = await browser.newContext({ viewport: sizes[size], locale: 'zh-CN' });
  const page = await context.newPage();
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(url) && !/^(data|blob):/.test(address)) foreign.push(address);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text().slice(0, 300));
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, context, foreign, complaints };
}
