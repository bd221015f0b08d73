import {
  getSubject,
  listSubjectFacts,
  search,
  unmaskSubjectFacts,
  type Application,
  type FactsReader,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION, FACTS_READER } from '../platform/tokens.js';

@Controller()
export class SubjectController {
  constructor(
    @Inject(APPLICATION) private readonly app: Application,
    @Inject(FACTS_READER) private readonly reader: FactsReader,
  ) {}

  @Route(routes.search)
  search({ context, body }: Call<typeof routes.search>) {
    return search(this.app, context, this.reader, body);
  }

  @Route(routes.getSubject)
  getSubject({ context, params }: Call<typeof routes.getSubject>) {
    return getSubject(this.app, context, params);
  }

  @Route(routes.listSubjectFacts)
  listSubjectFacts({ context, params, query }: Call<typeof routes.listSubjectFacts>) {
    return listSubjectFacts(this.app, context, this.reader, { ...params, ...query });
  }

  @Route(routes.unmaskSubjectFacts)
  unmaskSubjectFacts({ context, params, query, body }: Call<typeof routes.unmaskSubjectFacts>) {
    return unmaskSubjectFacts(this.app, context, this.reader, { ...params, ...query, ...body });
  }
}
