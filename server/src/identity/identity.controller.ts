import {
  addUser,
  advanceDay,
  changeUser,
  listDemoAccounts,
  listOrganisations,
  listUsers,
  signIn,
  signOut,
  switchDemoAccount,
  viewSession,
  type Application,
  type OpenedSession,
  type SessionView,
} from '@fundwatch/application';
import { DomainError } from '@fundwatch/domain';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import type { ServerConfig } from '../platform/config.js';
import { checkReadiness } from '../platform/check-readiness.js';
import { Route } from '../platform/route.js';
import { clearSessionToken, setSessionToken } from '../platform/session-cookie.js';
import { APPLICATION, CONFIG } from '../platform/tokens.js';

@Controller()
export class IdentityController {
  constructor(
    @Inject(APPLICATION) private readonly app: Application,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  @Route(routes.signIn)
  async signIn(call: Call<typeof routes.signIn>): Promise<SessionView> {
    return this.begin(call, await signIn(this.app, call.context, call.body));
  }

  @Route(routes.getSession)
  async getSession({ authenticated }: Call<typeof routes.getSession>): Promise<SessionView> {
    if (!authenticated) throw new DomainError('NOT_SIGNED_IN');
    return viewSession(this.app, authenticated.user, authenticated.session);
  }

  @Route(routes.signOut)
  async signOut({ context, authenticated, reply }: Call<typeof routes.signOut>): Promise<void> {
    if (authenticated) await signOut(this.app, context, { tokenHash: authenticated.session.tokenHash });
    clearSessionToken(reply, this.config.publicUrl);
  }

  @Route(routes.listDemoAccounts)
  listDemoAccounts({ context }: Call<typeof routes.listDemoAccounts>) {
    return listDemoAccounts(this.app, context);
  }

  @Route(routes.switchDemoAccount)
  async switchDemoAccount(call: Call<typeof routes.switchDemoAccount>): Promise<SessionView> {
    return this.begin(call, await switchDemoAccount(this.app, call.context, call.body));
  }

  @Route(routes.advanceDemoDay)
  advanceDemoDay({ context }: Call<typeof routes.advanceDemoDay>) {
    return advanceDay(this.app, context);
  }

  @Route(routes.listUsers)
  listUsers({ context, query }: Call<typeof routes.listUsers>) {
    return listUsers(this.app, context, query);
  }

  @Route(routes.addUser)
  addUser({ context, body }: Call<typeof routes.addUser>) {
    return addUser(this.app, context, body);
  }

  @Route(routes.changeUser)
  changeUser({ context, params, body }: Call<typeof routes.changeUser>) {
    return changeUser(this.app, context, { ...params, ...body });
  }

  @Route(routes.listOrganisations)
  listOrganisations({ context }: Call<typeof routes.listOrganisations>) {
    return listOrganisations(this.app, context);
  }

  @Route(routes.getHealth)
  getHealth({ reply }: Call<typeof routes.getHealth>) {
    return checkReadiness(this.app, this.config, reply);
  }

  private begin({ reply }: Pick<Call<typeof routes.signIn>, 'reply'>, { token, session }: OpenedSession): SessionView {
    setSessionToken(reply, token, this.config.publicUrl);
    return session;
  }
}
