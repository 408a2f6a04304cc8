import type { Request, Router } from 'express';
import {
  createServicePrincipalSchema,
  servicePrincipalViewSchema,
  serviceReachSchema,
  updateServicePrincipalSchema,
  type ServicePrincipalView,
} from '../../../src/contracts/service-principals.ts';
import { users } from './agents.ts';
import { renewals } from './fake-delegations.ts';
import { idOf } from './ids.ts';
import { companies } from './people.ts';

const ownerOf = (oid: string) => ({ oid, name: users.find((user) => user.oid === oid)?.displayName ?? '' });

/** Services that delegate, in memory; Ben owns one that is active. */
export class FakeServices {
  readonly #kept: ServicePrincipalView[] = [
    servicePrincipalViewSchema.parse({
      ...{ id: idOf('Purchasing Service'), name: 'Purchasing Service', clientApplication: 'purchasing-service', state: 'active' },
      ...{ owner: ownerOf(users.find(({ displayName }) => displayName === 'Ben Okafor')?.oid ?? ''), mayDelegate: true, revision: 1 },
    }),
  ];

  /** The service with this id. */
  named(id: string | undefined): ServicePrincipalView | undefined {
    return this.#kept.find((service) => service.id === id);
  }

  /** What everybody may ask for; `isAdmin`: who sees all of them. */
  serve(router: Router, viewer: { nameOf: (request: Request) => string; isAdmin: (request: Request) => boolean }): void {
    router.get('/service-principals', (request, response) => {
      const own = this.#kept.filter(({ owner }) => viewer.isAdmin(request) || owner.name === viewer.nameOf(request));
      response.json({ value: own.map((service) => ({ ...service, mayDelegate: service.state === 'active' })) });
    });
    router.get('/service-principals/:id/reach', (_request, response) => {
      response.json(serviceReachSchema.parse({ agents: [renewals], companies: companies.slice(0, 1) }));
    });
  }

  /** What admins may. */
  serveAdmin(router: Router): void {
    router.post('/service-principals', (request, response) => {
      const { name, clientApplication, ownerOid } = createServicePrincipalSchema.parse(request.body);
      const made = { id: idOf(name), name, clientApplication, state: 'registered', owner: ownerOf(ownerOid), mayDelegate: false, revision: 1 };
      this.#kept.push(servicePrincipalViewSchema.parse(made));
      response.status(201).json(made);
    });
    router.patch('/service-principals/:id', (request, response) => {
      const index = this.#kept.findIndex(({ id }) => id === request.params.id);
      const { ownerOid, secret: _secret, ...change } = updateServicePrincipalSchema.parse(request.body);
      const before = servicePrincipalViewSchema.parse(this.#kept[index]);
      const owner = ownerOid === undefined ? before.owner : ownerOf(ownerOid);
      this.#kept[index] = servicePrincipalViewSchema.parse({ ...before, ...change, owner, revision: before.revision + 1 });
      response.json(this.#kept[index]);
    });
  }
}
