import type { Router } from 'express';
import { businessUnitViewSchema, createBusinessUnitSchema, updateBusinessUnitSchema, type BusinessUnitView } from '../../../src/contracts/admin.ts';
import { idOf } from './ids.ts';

/** Business units, kept in memory. */
export const serveBusinessUnits = (router: Router): void => {
  const units: BusinessUnitView[] = [];
  router.get('/business-units', (_request, response) => void response.json({ value: units }));
  router.post('/business-units', (request, response) => {
    const wanted = createBusinessUnitSchema.parse(request.body);
    const unit = businessUnitViewSchema.parse({ ...wanted, id: idOf(wanted.name), agents: [], revision: 1 });
    units.push(unit);
    response.status(201).json(unit);
  });
  router.patch('/business-units/:id', (request, response) => {
    const index = units.findIndex(({ id }) => id === request.params.id);
    const unit = businessUnitViewSchema.parse(units[index]);
    units[index] = businessUnitViewSchema.parse({ ...unit, ...updateBusinessUnitSchema.parse(request.body), revision: unit.revision + 1 });
    response.json(units[index]);
  });
};
